// W1, L1: somebody chose an emergency that a hotfix is for; whoever chose a regular kind goes the regular way.

import { z } from 'zod';
import { matchesAny } from '../branches/patterns.ts';
import { type StatedCriterion, statedCriterion } from '../case/criterion.ts';
import { BODY } from '../case/document.ts';
import { type Case, defineRule } from '../case/rule.ts';
import {
  CRITERION_KINDS,
  CRITERION_TEXTS,
  type CriterionKind,
  EMERGENCIES,
  type Emergency,
  isRegular,
} from '../choices/emergencies.ts';
import { textOf, type Wording } from '../choices/offers.ts';
import { wordingSetting } from '../choices/wording-setting.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import {
  type Fix,
  fix,
  type Location,
  met,
  notApplicable,
  run,
  unmet,
  type Verdict,
} from '../model/finding.ts';
import type { Login } from '../model/ids.ts';
import { code, list, type Markdown, md } from '../model/markdown.ts';
import { sameLabel } from '../model/same-label.ts';
import { joinShell, oneOfList, type ShellText, sh } from '../support/shell.ts';

/** L1, in a person's words. */
const DECISION_TREE = md`Is production down, or badly degraded, or losing data or money? If not, it goes the regular way: a pull request into the development branch. If it is, and it can wait two to four hours, open an expedited pull request with a full review. Only what cannot wait is a hotfix.`;

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
      'Whether one has to be chosen; else only where the template asks for it or is the playbook’s own.',
    ),
  wording: wordingSetting(CRITERION_KINDS)
    .optional()
    .describe('What your people call these kinds: by kind the text that is offered and read.'),
});

/** What the policy says, as far as the verdicts need it. */
interface Asked {
  readonly criteria: readonly Emergency[];
  readonly wording: Wording<CriterionKind>;
  /** What the template calls the criterion. */
  readonly label: string;
}

function nameOf(kind: CriterionKind, { wording }: Asked): Markdown {
  return textOf(kind, CRITERION_TEXTS, wording);
}

function linesToPaste({ criteria, wording, label }: Asked): string {
  return criteria.map((one) => `**${label}:** ${wording[one] ?? CRITERION_TEXTS[one]}`).join('\n');
}

function exampleOf({ criteria }: Asked): Emergency {
  return criteria.find((one) => one === 'data-loss') ?? criteria[0] ?? 'data-loss';
}

/** How one is chosen: a line of the description, or a command. */
function choose(beginning: Markdown, asked: Asked): Fix {
  return fix(
    md`${beginning} one of these lines into the description, or comment for example ${`/hotfix criterion ${exampleOf(asked)}`}`,
    { language: 'markdown', text: linesToPaste(asked) },
    DECISION_TREE,
  );
}

function howChosen(by: Login | null): Markdown {
  return by === null ? md`Chosen in the description` : md`Chosen by ${by} with ${'/hotfix criterion'}`;
}

/** How it becomes a regular pull request: onto the development branch, without the hotfix label. Null where that has none. */
function regularWay(
  pull: PullFacts,
  { facts, policy }: Case,
): { readonly commands: ShellText | null } | null {
  const { branches } = facts.repository;
  const develop = branches.known
    ? branches.value.find((branch) => matchesAny(policy.branches.develop, branch))
    : undefined;
  if (develop === undefined || pull.state === 'unopened') return null;
  const label = pull.labels.find((name) => sameLabel(name, policy.labels.hotfix));
  const unlabel = label === undefined ? [] : [sh`--remove-label=${oneOfList(label)}`];
  return { commands: joinShell([sh`gh pr edit ${pull.number} --base=${develop}`, ...unlabel], ' ') };
}

function regular(
  { criterion, by, at }: Extract<StatedCriterion, { kind: 'chosen' }>,
  pull: PullFacts,
  hotfix: Case,
  asked: Asked,
): Verdict {
  const way = regularWay(pull, hotfix);
  const todo =
    way === null
      ? fix(md`Take it through the regular process, as a pull request into the development branch`)
      : run(md`Take it through the regular process`, way.commands);
  return unmet(md`This goes the regular way: ${nameOf(criterion, asked)}`, todo, {
    detail: md`${howChosen(by)}. If it is an emergency, choose another criterion there, for example ${exampleOf(asked)}`,
    at: at ?? { document: BODY, line: null },
  });
}

function chosen(
  found: Extract<StatedCriterion, { kind: 'chosen' }>,
  pull: PullFacts,
  hotfix: Case,
  asked: Asked,
): Verdict {
  const { criterion, by, at } = found;
  if (isRegular(criterion)) {
    // Where degradation counts, P2 is what it is called even with a workaround at hand.
    const isDegraded = asked.criteria.includes('degraded') && hotfix.severity?.severity === 'P2';
    return criterion === 'workaround-exists' && isDegraded
      ? met(md`The emergency is: ${nameOf('degraded', asked)}`, { at })
      : regular(found, pull, hotfix, asked);
  }
  if (!asked.criteria.includes(criterion))
    return unmet(
      md`This policy makes no hotfix of it: ${nameOf(criterion, asked)}`,
      choose(md`Take it through the regular process; if another criterion fits better, paste`, asked),
      { at },
    );
  return met(md`The emergency is: ${nameOf(criterion, asked)}`, { detail: howChosen(by), at });
}

/**
 * A playbook's own template asks for the criterion, and so does a team's template that has a field for it. Any other template is
 * what its team asks, and nobody who filled it in is stopped.
 */
function insists(ask: boolean | undefined, { document, policy }: Case): boolean {
  const isOwnField = document?.roles.criterion?.field.required === true;
  return ask ?? (isOwnField || policy.templates.pullRequest.source.startsWith('playbook '));
}

function unchosen(
  { words, at }: Extract<StatedCriterion, { kind: 'none' }>,
  ask: boolean | undefined,
  hotfix: Case,
  asked: Asked,
): Verdict {
  if (insists(ask, hotfix)) {
    const place: Location = at ?? { document: BODY, line: null };
    return unmet(md`The emergency criterion is not chosen`, choose(md`Paste`, asked), { at: place });
  }
  if (words === null)
    return notApplicable(md`The description’s own template does not ask for the emergency criterion`);
  return notApplicable(md`The emergency criterion is not chosen, so the reviewer judges whether it is one`, {
    detail: md`The description says ${code(words, 80)}. To choose one, comment for example ${`/hotfix criterion ${exampleOf(asked)}`}`,
    at,
  });
}

function judge(found: StatedCriterion, ask: boolean | undefined, hotfix: Case, asked: Asked): Verdict {
  const { change } = hotfix.facts;
  if (change.kind === 'branch') return notApplicable(md`A branch names no emergency`);
  switch (found.kind) {
    case 'chosen':
      return chosen(found, change, hotfix, asked);
    case 'several': {
      const names = list(found.criteria.map((kind) => nameOf(kind, asked)));
      return unmet(
        md`The description holds ${found.criteria.length} emergency criteria`,
        fix(md`Keep the one that fits best, and delete the others`),
        { detail: md`These were found: ${names}`, at: found.at },
      );
    }
    case 'none':
      return unchosen(found, ask, hotfix, asked);
  }
}

export const rule = defineRule({
  id: 'emergency-criterion',
  title: 'It is an emergency that a hotfix is for',
  task: 'Choose the emergency criterion',
  why: 'A hotfix skips some of the usual checks. For anything but an emergency the regular process is safer.',
  stage: 'triage',
  default: {
    workflow: 'on',
    // The sources of the other three count severe degradation too. The forms of the last two ask for no reason.
    log: { criteria: [...EMERGENCIES] },
    'emergency-fix': { criteria: [...EMERGENCIES], ask: false },
    speckit: { criteria: [...EMERGENCIES], ask: false },
  },
  settings,
  strictness: { criteria: 'fewer', ask: 'same', wording: 'same' },
  check(hotfix, { criteria, ask, wording = {} }) {
    const label = hotfix.document?.roles.criterion?.field.label ?? 'Emergency Criterion';
    return [judge(statedCriterion(hotfix, wording), ask, hotfix, { criteria, wording, label })];
  },
});
