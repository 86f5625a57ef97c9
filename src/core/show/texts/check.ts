// The check run's words: the verdict in one line, then what to do, then what is owed, then everything else folded away.

import type { Evaluation } from '../../evaluation/evaluate.ts';
import type { Facts } from '../../model/facts/facts.ts';
import { type Fix, placeText } from '../../model/finding.ts';
import { count, fence, join, type Markdown, md } from '../../model/markdown.ts';
import { SEVERITY_NAMES } from '../../model/severity.ts';
import type { Policy } from '../../policy/policy.ts';
import { lacksFields } from '../buttons.ts';
import type { CheckText } from '../check-run.ts';
import { foldedFindings } from './folded-findings.ts';
import { type OpenFinding, openTasks, type Task } from './open-tasks.ts';
import { owedAfterTheMerge } from './owed.ts';

/** GitHub takes 65,535 bytes; what is left over keeps a last block from being cut within a fence. */
const SUMMARY_LENGTH = 60_000;
/** Beyond this many the list helps nobody: the first ones are mended, the check runs again, the rest shows. */
const ITEMS_PER_RULE = 25;
const PASTES_PER_RULE = 3;

function severityWord(evaluation: Evaluation): string {
  const severity = evaluation.severity?.severity ?? null;
  return severity === null ? '' : ` · ${severity} ${SEVERITY_NAMES[severity].word}`;
}

function owedWord(evaluation: Evaluation): string {
  const { length } = evaluation.obligations;
  return length === 0 ? '' : ` · ${length} owed after it`;
}

/** The line under the pull request's merge button: how much, what first, how bad. */
function title(evaluation: Evaluation, tasks: readonly Task[], isDraft: boolean): string {
  const draft = isDraft ? 'Draft: ' : '';
  const tail = `${severityWord(evaluation)}${owedWord(evaluation)}`;
  const first = tasks[0]?.name.toLowerCase() ?? '';
  if (tasks.length === 0) return `${draft}Ready to merge${tail}`;
  const things = `${count(tasks.length, 'thing').markdown} to do before the merge`;
  const rest = `${things}${tasks.length === 1 ? ':' : ', first:'} ${first}`;
  return `${draft}${rest}${tail}`;
}

function paste(fix: Fix): Markdown | null {
  return fix.paste === null ? null : fence(fix.paste.text, fix.paste.language);
}

function one(finding: OpenFinding, number: number): Markdown {
  const parts = [md`### ${number}. ${finding.title}`];
  const block = paste(finding.fix);
  parts.push(md`**${finding.fix.instruction}${{ markdown: block === null ? '.' : ':' }}**`);
  if (block !== null) parts.push(block);
  const place = finding.at?.line == null ? md`` : md` _${placeText(finding.at)}_`;
  if (finding.detail !== null || place.markdown !== '') {
    parts.push(md`${finding.detail === null ? md`` : md`${finding.detail}.`}${place}`);
  }
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
  const heading = md`### ${number}. ${{ markdown: task }}: ${findings.length} open`;
  const reason = why === null ? [] : [md`${why}.`];
  return join([heading, join(items, '\n'), ...pastes(shown), ...reason], '\n\n');
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

/** Whoever has half a template to fill in need not paste it piece by piece. */
function byButton({ rule }: Task, evaluation: Evaluation): readonly Markdown[] {
  const isOffered = rule === 'pull-request-body' && evaluation.document !== null && lacksFields(evaluation);
  return isOffered ? [md`The button “Fill in template” adds all that is missing at once.`] : [];
}

function block(task: Task, index: number, evaluation: Evaluation): Markdown {
  const { name, findings } = task;
  const [first] = findings;
  const text =
    findings.length === 1 && first !== undefined ? one(first, index + 1) : several(findings, index + 1, name);
  return join([text, ...byButton(task, evaluation)], '\n\n');
}

/** What the check says of a hotfix. */
export function renderCheck(evaluation: Evaluation, facts: Facts, policy: Policy): CheckText {
  const { change } = facts;
  const tasks = openTasks(evaluation);
  const owed = owedAfterTheMerge(evaluation);
  const done = md`Nothing is left to do before the merge. The check runs again by itself on every push and edit.`;
  const blocks = tasks.length === 0 ? [done] : tasks.map((task, index) => block(task, index, evaluation));
  return {
    title: title(evaluation, tasks, change.kind === 'pull' && change.isDraft),
    summary: fitting(owed === null ? blocks : [...blocks, owed]),
    text: foldedFindings(evaluation, facts, policy).markdown,
  };
}

/** What the check says where it is no hotfix. */
export function renderNotAHotfix(reason: Markdown): CheckText {
  return {
    title: 'Not a hotfix',
    summary: md`${reason}. Nothing is asked of this pull request.`.markdown,
    text: '',
  };
}
