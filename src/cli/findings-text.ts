// Findings for a terminal: what is open first, each with its fix and the text to paste; the rest in one line each.
import { styleText } from 'node:util';
import { type Conclusion, type Finding, type Paste, placeText, type Status } from '../core/model/finding.ts';

export const MARKS: Readonly<Record<Status, string>> = {
  unmet: '✖',
  unknown: '?',
  deferred: '◷',
  met: '✔',
  'not-applicable': '–',
};
export const COLOURS = {
  unmet: 'red',
  unknown: 'yellow',
  deferred: 'yellow',
  met: 'green',
  'not-applicable': 'gray',
} as const;
const VERDICTS: Readonly<Record<Conclusion, string>> = {
  success: 'Nothing is left to do before the merge.',
  failure: 'to do before the merge.',
  neutral: 'Not a hotfix: nothing is required.',
};

/** Colours only where somebody looks: not in a pipe, not with NO_COLOR. */
export function isColourful(): boolean {
  return process.stdout.isTTY === true && !process.env['NO_COLOR'];
}

function indented(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => `${by}${line}`.trimEnd())
    .join('\n');
}

/** Commands stand at the beginning of the line and as they are: indented, the end of a here-document would not be found. */
function pasteText({ language, text }: Paste): string {
  return language === 'bash' ? text : indented(text, '        ');
}

function place(finding: Finding): string {
  return finding.at === null ? '' : `  (${placeText(finding.at).markdown})`;
}

function block(finding: Finding, paint: (text: string) => string): string {
  const lines = [`${paint(`${MARKS[finding.status]} ${finding.title.markdown}`)}${place(finding)}`];
  if (finding.detail !== null) lines.push(indented(`${finding.detail.markdown}.`, '    '));
  if ('fix' in finding) {
    const { instruction, items, paste, otherwise } = finding.fix;
    const end = paste === null && items.length === 0 ? '.' : ':';
    lines.push(indented(`→ ${instruction.markdown}${end}`, '    '));
    lines.push(...items.map((item) => indented(`- ${item.markdown}`, '      ')));
    if (paste !== null) lines.push('', pasteText(paste), '');
    if (otherwise !== null) lines.push(indented(otherwise.markdown, '    '));
  }
  return lines.join('\n');
}

/** @param colour whether to paint; see `isColourful` */
export function findingsText(findings: readonly Finding[], conclusion: Conclusion, colour: boolean): string {
  const painter = (status: Status) => (text: string) =>
    colour ? styleText(COLOURS[status], text, { validateStream: false }) : text;
  const open = findings.filter((finding) => finding.status === 'unmet' || finding.status === 'unknown');
  const rest = findings.filter((finding) => finding.status !== 'unmet' && finding.status !== 'unknown');
  const blocks = open.map((finding) => block(finding, painter(finding.status)));
  const shown = rest.filter(({ status }) => status !== 'not-applicable' || rest.length === 1);
  const idle = rest.length - shown.length;
  const lines = shown.map(
    (finding) =>
      `${painter(finding.status)(MARKS[finding.status])} ${finding.title.markdown}${place(finding)}`,
  );
  // What was not given or does not apply is only counted: listed, it would hide what was found.
  if (idle > 0)
    lines.push(
      `${painter('not-applicable')(MARKS['not-applicable'])} ${idle} not checked here (--json lists them)`,
    );
  const things = open.length === 1 ? '1 thing' : `${open.length} things`;
  const verdict = conclusion === 'failure' ? `${things} ${VERDICTS.failure}` : VERDICTS[conclusion];
  return `${[...blocks, ...lines, '', verdict].join('\n')}\n`;
}

/** The findings as `--json` prints them: these keys are a contract. */
export function findingsJson(findings: readonly Finding[], conclusion: Conclusion): string {
  const plain = findings.map((finding) => ({
    rule: finding.rule,
    status: finding.status,
    title: finding.title.markdown,
    detail: finding.detail?.markdown ?? null,
    fix: 'fix' in finding ? fixText(finding.fix) : null,
    at: finding.at,
  }));
  return `${JSON.stringify({ conclusion, findings: plain }, null, 2)}\n`;
}

function fixText({ instruction, items, paste }: Extract<Finding, { readonly fix: unknown }>['fix']): string {
  const below = [...items.map(({ markdown }) => `- ${markdown}`), ...(paste === null ? [] : [paste.text])];
  return below.length === 0 ? instruction.markdown : [`${instruction.markdown}:`, ...below].join('\n');
}
