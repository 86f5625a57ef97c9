// What people decided by commands on the pull request, as far as they were allowed to decide it.
import type { CriterionKind } from '../choices/emergencies.ts';
import type { Instant, Login } from '../model/ids.ts';
import type { Severity } from '../model/severity.ts';

/** What somebody decided about one rule. */
export interface Decision {
  readonly by: Login;
  /** Untrusted; empty where none was given. */
  readonly reason: string;
  readonly at: Instant;
}

/** What somebody who may authorise a bypass said of it last. */
export interface Authorisation extends Decision {
  readonly kind: 'authorise' | 'deny';
  /** Whether the present head was there to be looked at. */
  readonly isOfThisHead: boolean;
}

export interface Decisions {
  /** How severe the newest command says it is; null where none does. */
  readonly severity: { readonly severity: Severity; readonly by: Login; readonly at: Instant } | null;
  /** The kind of emergency that the newest command chose, or the kind of change that goes the regular way; null where none did. */
  readonly criterion: { readonly kind: CriterionKind; readonly by: Login; readonly at: Instant } | null;
  /** The incident commander that a command named; null where none did. */
  readonly commander: { readonly login: Login; readonly by: Login } | null;
  /** By rule: what is deferred until after the merge. */
  readonly deferrals: ReadonlyMap<string, Decision>;
  /** By rule: findings that somebody other than the author accepts as they are. Bound to the present head. */
  readonly acceptances: ReadonlyMap<string, Decision>;
  /** By login in lower case: the newest word of each on the bypass. */
  readonly authorisations: ReadonlyMap<string, Authorisation>;
}

export const NO_DECISIONS: Decisions = {
  severity: null,
  criterion: null,
  commander: null,
  deferrals: new Map(),
  acceptances: new Map(),
  authorisations: new Map(),
};
