// The playbooks that there are.
import type { Playbook } from './playbook.ts';
import { workflow } from './workflow/workflow.ts';

export const PLAYBOOKS: readonly Playbook[] = [workflow];

/** What a policy that names no playbook extends. */
export const DEFAULT_PLAYBOOK: Playbook = workflow;
