// Denials that stand far before the words: "not known to have ever been exploited".

/** One counts up to the next clause: not in "not enough time – attackers are in", "can't ship because nobody is awake". */
const DENIED =
  /(?:\b(?:not(?! only| just)|never|no (?:known|evidence|signs?|indications?|reports?|proof))|n['’]t)(?:(?!\b(?:and|but|because|since|as|while|so)\b| - )[^.,;:\n–—]){0,60}$/iu;

/** Whether what follows this text is denied by it. */
export function isDeniedBefore(before: string): boolean {
  return DENIED.test(before.slice(-80));
}
