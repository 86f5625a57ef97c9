// What people decided by commands on the pull request, as far as they were allowed to decide it.
import type { Instant, Login } from '../model/ids.ts';

/** Somebody's word on one rule. */
export interface Decision {
  readonly by: Login;
  /** Untrusted; empty where none was given. */
  readonly reason: string;
  readonly at: Instant;
}

export interface Decisions {
  /** Whom a command made incident commander; null where none did. */
  readonly commander: { readonly login: Login; readonly by: Login } | null;
  /** By rule: what may wait until after the merge. */
  readonly deferrals: ReadonlyMap<string, Decision>;
  /** By rule: findings that somebody other than the author accepts as they are. Bound to the present head. */
  readonly acceptances: ReadonlyMap<string, Decision>;
}

export const NO_DECISIONS: Decisions = {
  commander: null,
  deferrals: new Map(),
  acceptances: new Map(),
};
