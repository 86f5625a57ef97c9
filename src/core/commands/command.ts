// The commands that people write in comments, once they are read.
import type { Login } from '../model/ids.ts';
import type { Severity } from '../model/severity.ts';

/** `rule` is what the person calls a rule, in lower case; `reason` is untrusted and may be empty. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'status' }
  | { readonly kind: 'recheck' }
  | { readonly kind: 'severity'; readonly severity: Severity }
  | { readonly kind: 'commander'; readonly login: Login }
  | { readonly kind: 'defer'; readonly rule: string; readonly reason: string }
  | { readonly kind: 'ack'; readonly rule: string; readonly reason: string };
