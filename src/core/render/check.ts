// The check run's words: the verdict in one line, then what to do, then everything else folded away.
import type { Evaluation } from '../evaluate.ts';
import { type Finding, type Fix, placeText } from '../finding.ts';
import { count, fence, join, type Markdown, md } from '../markdown.ts';
import type { Policy } from '../policy.ts';
import { SEVERITY_NAMES } from '../severity.ts';
import { foldedFindings } from './folded-findings.ts';

export interface CheckText {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

/** GitHub takes 65,535 bytes; what is left over keeps a last block from being cut within a fence. */
const SUMMARY_LENGTH = 60_000;
/** Beyond this many the list helps nobody: the first ones are mended, the check runs again, the rest shows. */
const ITEMS_PER_RULE = 25;
const PASTES_PER_RULE = 3;

const STOPPING: readonly Finding['status'][] = ['unmet', 'unknown'];

type OpenFinding = Extract<Finding, { readonly fix: Fix }>;

function isOpen(finding: Finding): finding is OpenFinding {
  return STOPPING.includes(finding.status);
}

/** Findings of one rule belong together: six empty answers are one thing to do. */
function byRule(findings: readonly OpenFinding[]): readonly (readonly OpenFinding[])[] {
  const groups = new Map<string, OpenFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group === undefined) groups.set(finding.rule, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function severityWord(evaluation: Evaluation): string {
  const severity = evaluation.severity?.severity ?? null;
  return severity === null ? '' : ` · ${severity} ${SEVERITY_NAMES[severity].word}`;
}

function paste(fix: Fix): Markdown | null {
  return fix.paste === null ? null : fence(fix.paste.text, fix.paste.language);
}

function one(finding: OpenFinding, number: number): Markdown {
  const parts = [md`### ${number}. ${finding.title}`];
  const place = finding.at?.line == null ? md`` : md` _${placeText(finding.at)}_`;
  if (finding.detail !== null || place.markdown !== '') {
    parts.push(md`${finding.detail === null ? md`` : md`${finding.detail}.`}${place}`);
  }
  const block = paste(finding.fix);
  parts.push(md`**${finding.fix.instruction}${{ markdown: block === null ? '.' : ':' }}**`);
  if (block !== null) parts.push(block);
  return join(parts, '\n\n');
}

function item(finding: OpenFinding): Markdown {
  const place = finding.at === null ? md`` : md` (${placeText(finding.at)})`;
  return md`- **${finding.title}**${place}. ${finding.fix.instruction}.`;
}

/** Several pieces for the same document are pasted at once; commands stay apart, each under its own finding. */
function pastes(findings: readonly OpenFinding[]): readonly Markdown[] {
  const markdown = findings.flatMap(({ fix }) =>
    fix.paste?.language === 'markdown' ? [fix.paste.text] : [],
  );
  const others = findings.filter(({ fix }) => fix.paste !== null && fix.paste.language !== 'markdown');
  const together = markdown.length === 0 ? [] : [md`To paste:`, fence(markdown.join('\n\n'), 'markdown')];
  const apart = others.slice(0, PASTES_PER_RULE).flatMap((finding) => {
    const block = paste(finding.fix);
    return block === null ? [] : [md`${finding.title}:`, block];
  });
  return [...together, ...apart];
}

function several(findings: readonly OpenFinding[], number: number, task: string): Markdown {
  const shown = findings.slice(0, ITEMS_PER_RULE);
  const more = findings.length - shown.length;
  const items = shown.map(item);
  if (more > 0) items.push(md`- … and ${more} more, shown once these are done`);
  const why = findings[0]?.detail ?? null;
  const parts = [md`### ${number}. ${{ markdown: task }}: ${findings.length} open`];
  if (why !== null) parts.push(md`${why}.`);
  return join([...parts, join(items, '\n'), ...pastes(shown)], '\n\n');
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

function fitting(blocks: readonly Markdown[]): string {
  let text = '';
  let length = 0;
  for (const [index, { markdown }] of blocks.entries()) {
    length += bytes(markdown) + 2;
    if (length > SUMMARY_LENGTH) {
      return `${text}\n\n… and ${blocks.length - index} more, shown once these are done.`;
    }
    text += `${index === 0 ? '' : '\n\n'}${markdown}`;
  }
  return text;
}

/** What the check says of a hotfix. */
export function renderCheck(evaluation: Evaluation, policy: Policy): CheckText {
  const groups = byRule(evaluation.findings.filter(isOpen));
  const tasks = new Map(policy.rules.map((rule) => [rule.id, rule.task]));
  const text = foldedFindings(evaluation, policy).markdown;
  if (groups.length === 0) {
    const summary = md`Nothing is left to do before the merge. The check runs again by itself on every push and edit.`;
    return { title: `Ready to merge${severityWord(evaluation)}`, summary: summary.markdown, text };
  }
  const blocks = groups.map((group, index) => {
    const [first, ...rest] = group;
    if (first === undefined) return md``;
    return rest.length === 0
      ? one(first, index + 1)
      : several(group, index + 1, tasks.get(first.rule) ?? 'Mend the policy');
  });
  return {
    title: `${count(groups.length, 'thing').markdown} to do before the merge${severityWord(evaluation)}`,
    summary: fitting(blocks),
    text,
  };
}

/** What the check says where it was shown before and no longer applies. */
export function renderNotAHotfix(reason: Markdown): CheckText {
  return {
    title: 'Not a hotfix',
    summary: md`${reason}. Nothing is asked of this pull request.`.markdown,
    text: '',
  };
}
