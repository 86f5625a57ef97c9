// A fact, or the reason why it is not known.

/**
 * A fact that may not have been readable. `not-given`: whoever asked did not supply it (the command line without
 * `--commits`), so rules leave it aside. `unreadable`: GitHub did not tell (permission, plan, limit), so rules say
 * "unknown", which never counts as met. `reason` is a plain sentence for the person who reads the check.
 */
export type Known<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly cause: 'not-given' | 'unreadable'; readonly reason: string };

export function known<T>(value: T): Known<T> {
  return { known: true, value };
}

export function unreadable(reason: string): Known<never> {
  return { known: false, cause: 'unreadable', reason };
}

export function notGiven(reason: string): Known<never> {
  return { known: false, cause: 'not-given', reason };
}
