// W9: which of the three reasons a text gives for leaving out the review.

/** Why a review may be left out. */
export type BypassReason = 'no-reviewer' | 'production-down' | 'security-exploited';

/** In the order in which they count where a text names several: the first two hold at once, the third has to wait. */
const WORDS: readonly (readonly [BypassReason, RegExp])[] = [
  [
    'security-exploited',
    /exploit(?:ed|ing|s|ation)?\b|security[\s-]{1,3}exploited|breach|intru(?:der|sion)|attack(?:er|ers|ed|ing)?\b|hacked|compromised|ransom|zero.?day|0.?day|credentials? (?:were |are )?(?:leaked|stolen)/iu,
  ],
  [
    'production-down',
    /production[\s-]{1,3}(?:is |was |has been )?(?:completely |entirely |totally |fully )?down|\b(?:prod|site|service|system|platform|shop|checkout|api|app|everything|website)\b[^.\n]{0,40}\b(?:down|offline|dead|unreachable|unavailable)\b|(?:complete|total|full) outage|\boutage\b/iu,
  ],
  [
    'no-reviewer',
    /no[\s-]{1,3}(?:other |available |senior )?(?:reviewers?|one|approver)\b|nobody|reviewers?[^.\n]{0,60}(?:unavailable|not available|asleep|away|absent|unreachable|offline)|without (?:a |any )?reviewer|(?:everyone|everybody|all (?:the )?reviewers)[^.\n]{0,20}(?:asleep|away|offline|unavailable)/iu,
  ],
];

/** "Production is not down" says the contrary of what its words name. */
const DENIED = /\b(?:not|isn['’]t|wasn['’]t|never|no longer)\b[^.\n]{0,20}$/iu;

function says(text: string, words: RegExp): boolean {
  const found = words.exec(text);
  if (found === null) return false;
  const sentence = text.slice(Math.max(0, found.index - 60), found.index);
  const within =
    /\b(?:not|isn['’]t|wasn['’]t)\s{1,3}(?:completely |entirely )?(?:down|exploited|hacked|compromised)\b/iu;
  return !DENIED.test(sentence) && !within.test(found[0]);
}

/** The reasons that a text gives, the one that holds soonest first. Only its beginning is read. */
export function bypassReasonsIn(text: string): readonly BypassReason[] {
  const beginning = text.slice(0, 2_000);
  return WORDS.filter(([, words]) => says(beginning, words)).map(([reason]) => reason);
}
