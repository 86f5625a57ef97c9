// One task of the check: the task as a heading, what is wrong, text to paste, another way out, and the reason folded.
import { type Fix, placeText } from '../../model/finding.ts';
import { count, fence, join, type Markdown, md } from '../../model/markdown.ts';
import type { OpenFinding, Task } from './open-tasks.ts';

/** Beyond this many a list helps nobody: when the first ones are done, the check runs again and shows the rest. */
const ITEMS_PER_TASK = 25;
const PASTES_PER_TASK = 3;

function block({ paste }: Fix): Markdown | null {
  return paste === null ? null : fence(paste.text, paste.language);
}

function place({ at }: OpenFinding): Markdown {
  return at?.line == null ? md`` : md` (${placeText(at)})`;
}

function evidence({ detail }: OpenFinding): readonly Markdown[] {
  return detail === null ? [] : [md`${detail}.`];
}

/** What is said of several findings is said once. */
function different(texts: readonly (Markdown | null)[]): readonly Markdown[] {
  const byText = new Map(texts.flatMap((text) => (text === null ? [] : [[text.markdown, text] as const])));
  return [...byText.values()];
}

/** A list that says so where it is cut short. */
function bullets(items: readonly Markdown[], indent = ''): Markdown {
  const shown = items.slice(0, ITEMS_PER_TASK);
  const more = items.length - shown.length;
  const last = more > 0 ? [md`… and ${more} more, shown when these are done`] : [];
  return join(
    [...shown, ...last].map((one) => md`${{ markdown: indent }}- ${one}`),
    '\n',
  );
}

function single(finding: OpenFinding): readonly Markdown[] {
  const { fix } = finding;
  const paste = block(fix);
  const end = { markdown: paste === null && fix.items.length === 0 ? '.' : ':' };
  return [
    md`${finding.title}${place(finding)}. **${fix.instruction}${end}**`,
    ...(fix.items.length === 0 ? [] : [bullets(fix.items)]),
    ...(paste === null ? [] : [paste]),
    ...evidence(finding),
    ...different([fix.otherwise]),
  ];
}

/** @param shared evidence that stands below all findings, because several have it */
function item(finding: OpenFinding, shared: ReadonlySet<string>): Markdown {
  const { fix, detail } = finding;
  const end = { markdown: fix.items.length === 0 ? '.' : ':' };
  const own = detail === null || shared.has(detail.markdown) ? md`` : md` ${detail}.`;
  const head = md`**${finding.title}**${place(finding)}.`;
  return fix.items.length === 0
    ? md`${head} ${fix.instruction}${end}${own}`
    : join([md`${head}${own} ${fix.instruction}${end}`, bullets(fix.items, '  ')], '\n');
}

function sharedDetails(findings: readonly OpenFinding[]): ReadonlySet<string> {
  const all = findings.flatMap(({ detail }) => detail?.markdown ?? []);
  return new Set(all.filter((detail, index) => all.indexOf(detail) !== index));
}

/** Several pieces for the same document are pasted at once; commands stay apart, each under its own finding. */
function pastes(findings: readonly OpenFinding[]): readonly Markdown[] {
  const markdown = findings.flatMap(({ fix }) =>
    fix.paste?.language === 'markdown' ? [fix.paste.text] : [],
  );
  const others = findings.filter(({ fix }) => fix.paste !== null && fix.paste.language !== 'markdown');
  const together = markdown.length === 0 ? [] : [md`To paste:`, fence(markdown.join('\n\n'), 'markdown')];
  const apart = others.slice(0, PASTES_PER_TASK).flatMap((finding) => {
    const paste = block(finding.fix);
    return paste === null ? [] : [md`${finding.title}:`, paste];
  });
  const more = others.length - PASTES_PER_TASK;
  const rest = more > 0 ? [md`… and ${count(more, 'block')} more, shown when these are done.`] : [];
  return [...together, ...apart, ...rest];
}

function several(findings: readonly OpenFinding[]): readonly Markdown[] {
  const shown = findings.slice(0, ITEMS_PER_TASK);
  const shared = sharedDetails(shown);
  return [
    bullets(findings.map((finding) => item(finding, shared))),
    ...pastes(shown),
    ...[...shared].map((detail) => md`${{ markdown: detail }}.`),
    ...different(shown.map(({ fix }) => fix.otherwise)),
  ];
}

/** @param more sentences of the check's own, such as which button helps */
export function taskBlock(
  { name, why, findings }: Task,
  number: number,
  more: readonly Markdown[],
): Markdown {
  const [only] = findings;
  const isOne = findings.length === 1 && only !== undefined;
  const open = isOne ? md`` : md`: ${count(findings.length, 'open', 'open')}`;
  return join(
    [
      md`### ${number}. ${{ markdown: name }}${open}`,
      ...(isOne ? single(only) : several(findings)),
      ...more,
      md`<details><summary>Why</summary>

${{ markdown: why }}

</details>`,
    ],
    '\n\n',
  );
}
