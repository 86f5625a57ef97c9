// How the app's labels look where a repository does not have them yet.

import { SEVERITY_NAMES, type Severity } from '../../model/severity.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Label } from '../effects.ts';

const COLORS: Readonly<Record<Severity, string>> = { P0: 'b60205', P1: 'fbca04', P2: '1d76db' };

export function hotfixLabel({ labels }: Policy): Label {
  return {
    name: labels.hotfix,
    color: 'd93f0b',
    description: 'Goes to production outside the normal release',
  };
}

export function severityLabel({ labels }: Policy, severity: Severity): Label {
  const description = `Hotfix of severity ${severity}, ${SEVERITY_NAMES[severity].word}`;
  return { name: labels.severities[severity], color: COLORS[severity], description };
}
