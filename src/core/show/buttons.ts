// The buttons under the check: which are offered, and what each writes into the description.
import { readBypass } from '../case/bypass-block.ts';
import { OWN_RULES } from '../case/document.ts';
import type { Evaluation } from '../evaluation/evaluate.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { ButtonPress } from '../model/facts/people.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { type Login, sameLogin } from '../model/ids.ts';
import { type Markdown, md } from '../model/markdown.ts';
import type { Policy } from '../policy/policy.ts';
import { closeOpen, fillTemplate } from '../template/fill.ts';
import { bypassForm } from './bypass-form.ts';
import type { CheckAction, Desired } from './effects.ts';
import { LONGEST_DESCRIPTION } from './longest-description.ts';
import { pressKey } from './texts/markers.ts';

const FILL_TEMPLATE: CheckAction = {
  label: 'Fill in template',
  description: 'Adds the missing fields',
  identifier: 'fill-template',
};
const ADD_BYPASS_BLOCK: CheckAction = {
  label: 'Add bypass block',
  description: 'Adds the form to merge without a review',
  identifier: 'add-bypass-block',
};

/** Whether the button that fills in the template would add something that is not answered elsewhere: by a label, under another heading. */
export function lacksFields({ document, findings }: Evaluation): boolean {
  if (document === null) return false;
  const isMet = (rule: string) => findings.some((one) => one.rule === rule && one.status === 'met');
  const elsewhere = new Set(
    OWN_RULES.filter(({ rule }) => isMet(rule)).map(({ role }) => document.roles[role]?.field),
  );
  return document.match.answers.some(({ state, field }) => state === 'missing' && !elsewhere.has(field));
}

/** The form is offered while a review is missing, and only once. */
function mayBypass(evaluation: Evaluation, pull: PullFacts, policy: Policy): boolean {
  const waits = evaluation.findings.some(
    (finding) => finding.rule === 'review' && finding.status === 'unmet' && finding.deferrable !== false,
  );
  return waits && readBypass(pull.body, policy) === null;
}

/** The buttons that would help now. */
export function offeredButtons(
  evaluation: Evaluation,
  pull: PullFacts,
  policy: Policy,
): readonly CheckAction[] {
  return [
    ...(lacksFields(evaluation) ? [FILL_TEMPLATE] : []),
    ...(mayBypass(evaluation, pull, policy) ? [ADD_BYPASS_BLOCK] : []),
  ];
}

function pressed(button: string, body: string, policy: Policy): string {
  switch (button) {
    case FILL_TEMPLATE.identifier: {
      const { template } = policy.templates.pullRequest;
      return fillTemplate(template, body, new Map());
    }
    case ADD_BYPASS_BLOCK.identifier: {
      if (readBypass(body, policy) !== null) return body;
      // Behind a fence or a comment that nobody closed, the form would be a part of it.
      return `${closeOpen(body).trimEnd()}\n\n${bypassForm(policy)}\n`;
    }
    default:
      return body;
  }
}

function offeredIdentifiers(evaluation: Evaluation, pull: PullFacts, policy: Policy): readonly string[] {
  return offeredButtons(evaluation, pull, policy).map(({ identifier }) => identifier);
}

function noRoom(over: number): Markdown {
  return md`The button did not change the description: with the added text it would be too long. Shorten it by ${over} characters and press the button again.`;
}

type Authorisation = 'given' | 'refused' | 'unread';

/** Whoever may edit the description may have it edited: its author, and people who can push. */
function authorisationOf(press: ButtonPress, pull: PullFacts, people: Facts['people']): Authorisation {
  if (pull.author !== null && sameLogin(press.by.login, pull.author.login)) return 'given';
  const permission = people.get(press.by.login.toLowerCase());
  if (permission === undefined) return 'unread';
  const mayWrite = permission.known && ['write', 'maintain', 'admin'].includes(permission.value);
  return mayWrite ? 'given' : 'refused';
}

export interface PressedButtons {
  /** The description after the presses. */
  readonly body: string;
  readonly notes: Desired['notes'];
  /** People whose permission has to be read first. */
  readonly people: readonly Login[];
}

/** A button can be pressed when it no longer fits: on an old run, or on a pull request that is no longer a hotfix. */
export function pressButtons(
  pull: PullFacts,
  facts: Facts,
  policy: Policy,
  evaluation: Evaluation,
): PressedButtons {
  let { body } = pull;
  const notes: Desired['notes'][number][] = [];
  // Nearly every turn ends here: finding out which buttons are offered means reading the description again.
  if (facts.presses.length === 0) return { body, notes, people: [] };
  const served = evaluation.recognition.hotfix ? offeredIdentifiers(evaluation, pull, policy) : [];
  const people: Login[] = [];
  for (const press of facts.presses) {
    switch (authorisationOf(press, pull, facts.people)) {
      case 'given': {
        if (!served.includes(press.button)) break;
        const written = pressed(press.button, body, policy);
        const over = written.length - LONGEST_DESCRIPTION;
        if (over <= 0) body = written;
        else notes.push({ key: pressKey(press.id), body: noRoom(over).markdown });
        break;
      }
      case 'unread':
        people.push(press.by.login);
        break;
      case 'refused': {
        const said = md`${press.by.login} pressed a button that edits the description. Nothing was changed: only the author and people with write access can do that.`;
        notes.push({ key: pressKey(press.id), body: said.markdown });
      }
    }
  }
  return { body, notes, people };
}
