// W1: which kind of emergency, or of regular change, somebody chose for a hotfix: by a command, else in the description.
import { type CriterionKind, criterionOffers, isRegular } from '../choices/emergencies.ts';
import type { Offer, Wording } from '../choices/offers.ts';
import { type Choice, readChoice } from '../choices/read-choice.ts';
import type { Location } from '../model/finding.ts';
import type { Login } from '../model/ids.ts';
import { answersBehind } from '../template/answers-behind.ts';
import { ROLE_TITLES } from '../template/field-roles.ts';
import { BODY, bodyAt, fieldsOf, type PullRequestDocument } from './document.ts';
import type { Case } from './rule.ts';

export type StatedCriterion =
  | {
      readonly kind: 'chosen';
      readonly criterion: CriterionKind;
      readonly by: Login | null;
      readonly at: Location | null;
    }
  | { readonly kind: 'several'; readonly criteria: readonly CriterionKind[]; readonly at: Location | null }
  /** `words`: what was written where a choice belongs, or why it cannot wait; null where nothing is. Untrusted. */
  | { readonly kind: 'none'; readonly words: string | null; readonly at: Location | null };

interface Answered {
  readonly text: string;
  readonly at: Location;
}

/** What answers the question itself: the template's field for it, and each line that was pasted. */
function criterionAnswers(document: PullRequestDocument): readonly Answered[] {
  const answer = document.roles.criterion;
  const own = answer?.state === 'filled' ? [{ text: answer.value.text, at: bodyAt(answer) }] : [];
  const names = [...(answer === null ? [] : [answer.field.label]), ...ROLE_TITLES.criterion];
  const others = fieldsOf(document).flatMap(({ label }) => (names.includes(label) ? [] : [label]));
  const behind = answersBehind(document.body, names, others).map(({ text, at }) => ({
    text,
    at: { document: BODY, line: at.line },
  }));
  return [...own, ...behind].filter(({ text }) => text !== '' && text !== '…');
}

/** A justification may begin with its kind. It justifies an emergency: nothing in it is taken for a reason to go the regular way. */
function justificationOf({ roles }: PullRequestDocument): Answered | null {
  const answer = roles.justification;
  return answer?.state === 'filled' ? { text: answer.value.text, at: bodyAt(answer) } : null;
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

function stated(choice: Choice<CriterionKind>, { text, at }: Answered): StatedCriterion {
  switch (choice.state) {
    case 'chosen':
    // No details are asked of a criterion.
    case 'unfinished':
      return { kind: 'chosen', criterion: choice.kind, by: null, at };
    case 'several':
      return { kind: 'several', criteria: choice.kinds, at };
    case 'none':
      return { kind: 'none', words: text, at };
  }
}

function inDescription(
  document: PullRequestDocument,
  offers: readonly Offer<CriterionKind>[],
): StatedCriterion {
  const answers = criterionAnswers(document);
  const [first] = answers;
  if (first !== undefined) {
    const text = answers.map((answer) => answer.text).join('\n');
    return stated(readChoice(text, offers), { ...first, text: first.text });
  }
  const justification = justificationOf(document);
  if (justification === null) return { kind: 'none', words: null, at: null };
  const emergencies = offers.filter(({ kind }) => !isRegular(kind));
  return stated(readChoice(firstLine(justification.text), emergencies), justification);
}

/** A command is the newest explicit act, so it counts before the description. */
export function statedCriterion(
  { decisions, document }: Pick<Case, 'decisions' | 'document'>,
  wording: Wording<CriterionKind>,
): StatedCriterion {
  const { criterion } = decisions;
  if (criterion !== null) return { kind: 'chosen', criterion: criterion.kind, by: criterion.by, at: null };
  if (document === null) return { kind: 'none', words: null, at: null };
  return inDescription(document, criterionOffers(wording));
}
