// The playbooks that there are.
import { emergencyFix } from './emergency-fix/emergency-fix.ts';
import { log } from './log/log.ts';
import type { Playbook } from './playbook.ts';
import { speckit } from './speckit/speckit.ts';
import { workflow } from './workflow/workflow.ts';

export const PLAYBOOKS: readonly Playbook[] = [workflow, log, emergencyFix, speckit];

/** What a policy that names no playbook extends. */
export const DEFAULT_PLAYBOOK: Playbook = workflow;
