// The commands that people write in comments, once they are read.
import type { CriterionKind } from '../choices/emergencies.ts';
import type { Login } from '../model/ids.ts';
import type { Severity } from '../model/severity.ts';

/** Commands about one rule. `rule` is what the person calls it; `reason` is untrusted. Both may be empty. */
export interface RuleCommand {
  readonly kind: 'defer' | 'accept';
  readonly rule: string;
  readonly reason: string;
}

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'status' }
  | { readonly kind: 'recheck' }
  | { readonly kind: 'severity'; readonly severity: Severity }
  | { readonly kind: 'commander'; readonly login: Login }
  | { readonly kind: 'criterion'; readonly criterion: CriterionKind }
  /** Authorises the bypass that the description asks for, for the commits that are there. */
  | { readonly kind: 'authorise' }
  /** `reason` is untrusted and may be empty. */
  | { readonly kind: 'deny'; readonly reason: string }
  | RuleCommand;

export const COMMAND_NAMES: readonly Command['kind'][] = [
  'help',
  'status',
  'severity',
  'commander',
  'criterion',
  'defer',
  'accept',
  'authorise',
  'deny',
  'recheck',
];
