// Reading a description: plain and hostile, at 4 KB and at GitHub's limit of 64 KB.
import { workflow } from '../../src/core/playbooks/workflow/workflow.ts';
import { matchTemplate } from '../../src/core/template/match.ts';
import { parseTemplate } from '../../src/core/template/parse.ts';
import { completeDescription } from '../support/descriptions.ts';
import { figures, milliseconds, row } from './figures.ts';

const LIMIT = 65_536;

const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  'nested lists': (length) => '- '.repeat(length / 2),
  'nested quotes': (length) => '> '.repeat(length / 2),
  'open brackets': (length) => '['.repeat(length),
  'stars and underscores': (length) => '*_'.repeat(length / 2),
  'runs of backticks': (length) =>
    Array.from({ length: 360 }, (_, index) => '`'.repeat(index))
      .join(' ')
      .slice(0, length),
  boxes: (length) => '- [ ] x\n'.repeat(length / 8),
  'bold labels': (length) => '**a:** '.repeat(length / 7),
  'open comments': (length) => '<!-- '.repeat(length / 5),
  headings: (length) => '###### a\n'.repeat(length / 9),
  'table cells': (length) => `|${'a|'.repeat(length / 2)}`,
};

function padded(length: number): string {
  const filling = 'The payment service answered twice, and the log shows the second answer. ';
  return (
    completeDescription() +
    `\n\n## Notes\n\n${filling.repeat(Math.ceil(length / filling.length))}`.slice(
      0,
      length - completeDescription().length,
    )
  );
}

function time(body: string, runs: number): readonly number[] {
  return Array.from({ length: runs }, () => {
    const began = performance.now();
    matchTemplate(parseTemplate(workflow.templates.pullRequest), body);
    return performance.now() - began;
  });
}

export function benchTemplateEngine(): void {
  time(padded(4096), 20);
  row('parse + match, plain, 4 KB', milliseconds(figures(time(padded(4096), 50))), '');
  row('parse + match, plain, 64 KB', milliseconds(figures(time(padded(LIMIT), 30))), '');
  for (const [name, make] of Object.entries(HOSTILE)) {
    const body = make(LIMIT).slice(0, LIMIT);
    row(`parse + match, 64 KB of ${name}`, milliseconds(figures(time(body, 10))), '≤ 250 ms');
    const template = figures(
      Array.from({ length: 5 }, () => {
        const began = performance.now();
        matchTemplate(parseTemplate(body), body);
        return performance.now() - began;
      }),
    );
    row('   the same as the template too', milliseconds(template), '≤ 250 ms');
  }
}
