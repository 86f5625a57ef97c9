// What a check says where other pull requests have the same commit.
import type { Conclusion } from '../../model/finding.ts';
import { join, type Markdown, md } from '../../model/markdown.ts';
import type { Weighed } from '../same-commit.ts';
import type { CheckText } from './check-text.ts';

function sentences({ notReady, notJudged }: Weighed): readonly Markdown[] {
  return [
    ...notReady.map(
      (number) =>
        md`#${number} has the same commit and is not ready: see its check. Complete the tasks of #${number}, or close it.`,
    ),
    ...notJudged.map((number) => md`#${number} has the same commit and is not checked yet.`),
  ];
}

/** The check of a subject whose own verdict is `own`, with what the others on its commit mean for it. */
export function withOthers(text: CheckText, own: Conclusion, weighed: Weighed): CheckText {
  const said = sentences(weighed);
  const [first] = [...weighed.notReady, ...weighed.notJudged];
  if (first === undefined) return text;
  const others = join(said, '\n\n').markdown;
  if (own === 'failure') return { ...text, summary: `${others}\n\n${text.summary}` };
  const title = md`Not ready: #${first} has the same commit`.markdown;
  return { ...text, title, summary: `${others}\n\n**This pull request by itself:** ${text.summary}` };
}
