// W1, L1: the pull request names an emergency that a hotfix is for; everything else goes the regular way.

import { z } from 'zod';
import { matchesAny } from '../branches/patterns.ts';
import { BODY } from '../case/document.ts';
import { type Case, defineRule } from '../case/rule.ts';
import { EMERGENCIES, EMERGENCY_TEXTS, REGULAR_TEXTS } from '../choices/emergencies.ts';
import { type Criterion, namedCriterion, readCriterion } from '../criteria/read-criterion.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { fix, type Location, met, notApplicable, unmet, type Verdict } from '../model/finding.ts';
import { code, md } from '../model/markdown.ts';
import { sameLabel } from '../model/same-label.ts';
import { sh } from '../support/shell.ts';
import { ROLE_TITLES } from '../template/field-roles.ts';
import { findSection } from '../template/match.ts';

const WHY = md`A hotfix skips the usual care, which is right for these emergencies only`;

/** L1, in a person's words. */
const DECISION_TREE = `Is production down, or badly degraded, or losing data or money?
├─ no  → regular process: a pull request into the development branch
└─ yes → can it wait two to four hours?
         ├─ yes → an expedited pull request, with a full review
         └─ no  → a hotfix: name the criterion below`;

const UNNAMED: Criterion = { kind: 'unnamed' };

interface Stated {
  readonly criterion: Criterion;
  /** Somebody answered the question itself, rather than being read between the lines. */
  readonly isExplicit: boolean;
  readonly at: Location | null;
}

/** Checklists and plans tell what was done, not what is wrong: "a minor change, low risk". */
const TELLS_OF_THE_FIX =
  /roll|monitor|test|risk|\bfix|solution|implement|change made|prevent|lesson|follow|lösung|correct(?:ion|if)|solución|solução|исправлен|修复|修正|수정/i;

/** What an emergency is told by, besides the title, where nobody asked for its kind: everything that is written about it. */
function story(pull: PullFacts, hotfix: Case): string {
  const { document } = hotfix;
  const answers = document?.match.answers ?? [];
  const told = answers.flatMap((answer) =>
    answer.state === 'filled' &&
    answer.field.kind !== 'checkboxes' &&
    !TELLS_OF_THE_FIX.test(answer.field.label)
      ? [answer.value.text]
      : [],
  );
  const justification = document?.roles.justification;
  const first = justification?.state === 'filled' ? [justification.value.text] : [];
  // A description that hardly uses the template is read as it is.
  const isOther = answers.filter(({ state }) => state === 'missing').length * 2 > answers.length;
  const written = told.length > 0 && !isOther ? told : [pull.body];
  return [...first, ...written].join('\n');
}

/** Several of the lines that are offered, pasted and left as they were, choose nothing. */
const OFFERED = /^[\s*_#>-]{0,8}emergency criterion[\s*_]{0,4}:[\s*_]{0,4}(.{1,120})$/gim;

function isLeftOpen(body: string): boolean {
  const answers = [...body.matchAll(OFFERED)].map(([, answer = '']) => answer.trim().toLowerCase());
  return new Set(answers).size > 1;
}

function stated(pull: PullFacts, hotfix: Case): Stated {
  const answer = hotfix.document?.roles.criterion ?? null;
  if (answer?.state === 'filled') {
    const text = [...answer.value.chosen, answer.value.text].join(' ');
    const at = { document: BODY, line: answer.at.line };
    return { criterion: namedCriterion(text), isExplicit: true, at };
  }
  const section = findSection(pull.body, ROLE_TITLES.criterion);
  if (section !== null && section.text !== '' && section.text !== '…') {
    const at = { document: BODY, line: section.at.line };
    const criterion = isLeftOpen(pull.body) ? UNNAMED : namedCriterion(section.text);
    return { criterion, isExplicit: true, at };
  }
  return { criterion: readCriterion(story(pull, hotfix), pull.title), isExplicit: false, at: null };
}

function linesToPaste(criteria: readonly (typeof EMERGENCIES)[number][]): string {
  return criteria.map((one) => `**Emergency Criterion:** ${EMERGENCY_TEXTS[one]}`).join('\n');
}

/** How it becomes a regular pull request: onto the development branch, without the hotfix label. */
function regularWay(pull: PullFacts, { facts, policy }: Case): string | null {
  const { branches } = facts.repository;
  const develop = branches.known
    ? branches.value.find((branch) => matchesAny(policy.branches.develop, branch))
    : undefined;
  if (develop === undefined || pull.state === 'unopened') return null;
  const label = pull.labels.find((name) => sameLabel(name, policy.labels.hotfix));
  const unlabel = label === undefined ? '' : sh` --remove-label ${label}`;
  return `${sh`gh pr edit ${String(pull.number)} --base ${develop}`}${unlabel}`;
}

function unnamed(criteria: readonly (typeof EMERGENCIES)[number][], at: Location | null): Verdict {
  return unmet(
    md`The emergency criterion is not named`,
    fix(md`Follow the tree; if it is a hotfix, keep one of the lines in the description`, {
      language: 'text',
      text: `${DECISION_TREE}\n\n${linesToPaste(criteria)}`,
    }),
    { detail: WHY, at: at ?? { document: BODY, line: null } },
  );
}

function regular(
  { criterion, isExplicit, at }: Stated & { readonly criterion: Extract<Criterion, { kind: 'regular' }> },
  pull: PullFacts,
  hotfix: Case,
): Verdict {
  const way = regularWay(pull, hotfix);
  const reason = { markdown: REGULAR_TEXTS[criterion.regular] };
  const misread = isExplicit
    ? md`If that misreads you, begin the answer with the emergency itself, for example ${EMERGENCY_TEXTS['critical-function']}`
    : md`If that misreads you, add ${'**Emergency Criterion:** …'} to the description and name the emergency`;
  const instruction =
    way === null
      ? md`Take it through the regular process, as a pull request into the development branch`
      : md`Take it through the regular process`;
  return unmet(
    md`This goes the regular way: ${reason}`,
    fix(instruction, way === null ? null : { language: 'bash', text: way }),
    {
      detail: md`Read from ${code(criterion.words, 80)}. ${misread}`,
      at: at ?? { document: BODY, line: null },
    },
  );
}

/**
 * A team's own template is what its pull requests are asked. One that does not ask for the criterion, in whatever language, is not
 * held against people who filled it in.
 */
function mayStayUnnamed(ask: boolean | undefined, { isExplicit }: Stated, { policy }: Case): boolean {
  if (isExplicit) return false;
  return ask === undefined ? !policy.templates.pullRequest.source.startsWith('playbook ') : !ask;
}

/** "asap" and "please merge" justify nothing. Scripts without spaces say as much in fewer characters. */
function isReason(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length >= 5 || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}]{8}/u.test(text);
}

/**
 * The form asks why it cannot wait, and somebody said why, in words that this rule does not know. That is theirs to say and the
 * reviewer's to judge: a rule that knows some words must not stand between a team and its fix.
 */
function justified({ isExplicit }: Stated, { document }: Case): Verdict | null {
  const answer = document?.roles.justification;
  if (isExplicit || answer?.state !== 'filled' || !isReason(answer.value.text)) return null;
  return met(md`It is justified in its author’s own words`, {
    detail: md`${code(answer.value.text, 80)}. Which emergency it is, the reviewer judges; ${'**Emergency Criterion:** …'} would name it`,
    at: { document: BODY, line: answer.at.line },
  });
}

function notAsked(): Verdict {
  return notApplicable(md`The description’s own template does not ask for the emergency criterion`);
}

const settings = z.strictObject({
  criteria: z
    .array(z.enum(EMERGENCIES))
    .min(1)
    .default(EMERGENCIES.filter((one) => one !== 'degraded'))
    .describe('The emergencies that a hotfix is for.'),
  ask: z
    .boolean()
    .optional()
    .describe(
      'Whether it has to be named where nothing tells it; else only where the template is the playbook’s own.',
    ),
});

export const rule = defineRule({
  id: 'emergency-criterion',
  title: 'It is an emergency that a hotfix is for',
  task: 'Name the emergency criterion',
  why: 'A hotfix skips the usual care; used for anything else, it makes the next emergency.',
  settings,
  strictness: { criteria: 'fewer', ask: 'same' },
  check(hotfix, { criteria, ask }) {
    const { change } = hotfix.facts;
    if (change.kind === 'branch') return [notApplicable(md`A branch names no emergency`)];
    const found = stated(change, hotfix);
    const { criterion, isExplicit, at } = found;
    if (criterion.kind === 'unnamed')
      return [
        justified(found, hotfix) ?? (mayStayUnnamed(ask, found, hotfix) ? notAsked() : unnamed(criteria, at)),
      ];
    // Where degradation counts, P2 is what it is called even with a workaround at hand.
    const isDegraded = criteria.includes('degraded') && hotfix.severity?.severity === 'P2';
    if (criterion.kind === 'regular' && criterion.regular === 'workaround-exists' && isDegraded)
      return [met(md`The emergency is: ${{ markdown: EMERGENCY_TEXTS.degraded }}`, { at })];
    if (criterion.kind === 'regular') return [regular({ ...found, criterion }, change, hotfix)];
    const name = { markdown: EMERGENCY_TEXTS[criterion.emergency] };
    if (!criteria.includes(criterion.emergency)) {
      return [
        unmet(
          md`This policy makes no hotfix of it: ${name}`,
          fix(md`Take it through the regular process, or name another criterion if it fits better`, {
            language: 'markdown',
            text: linesToPaste(criteria),
          }),
          { detail: WHY, at },
        ),
      ];
    }
    const how = isExplicit ? md`Named in the description` : md`Read from ${code(criterion.words, 80)}`;
    return [met(md`The emergency is: ${name}`, { detail: how, at })];
  },
});
