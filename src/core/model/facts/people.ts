// Accounts, and what they may do.
import type { Login } from '../ids.ts';

export interface Account {
  readonly login: Login;
  readonly kind: 'user' | 'bot' | 'organization' | 'mannequin';
}

/** What somebody may do in the repository, from least to most. */
export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** A team's members; null where the organisation has no such team. */
export type TeamMembers = readonly Login[] | null;

/** A button of the check that somebody pressed. It stays until the app has done what it asks. */
export interface ButtonPress {
  /** The delivery that reported it. */
  readonly id: string;
  readonly button: string;
  readonly by: Account;
}
