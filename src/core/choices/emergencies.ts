// W1: what counts as an emergency, what goes the regular way, and every text that chooses one of these kinds.
import { type Offer, offersOf, type Wording } from './offers.ts';

export const EMERGENCIES = [
  'deployment-failure',
  'exploited-vulnerability',
  'data-loss',
  'critical-function',
  'financial-legal-compliance',
  'degraded',
] as const;

export const REGULARS = [
  'some-users',
  'workaround-exists',
  'moderate-impact',
  'can-wait',
  'performance',
  'ui',
] as const;

export type Emergency = (typeof EMERGENCIES)[number];
export type Regular = (typeof REGULARS)[number];
/** What a pull request can be about: one kind is chosen, by whoever knows. */
export type CriterionKind = Emergency | Regular;

export const CRITERION_KINDS: readonly CriterionKind[] = [...EMERGENCIES, ...REGULARS];

/** As the check offers them, where the policy has no words of its own. */
export const EMERGENCY_TEXTS: Readonly<Record<Emergency, string>> = {
  'deployment-failure': 'deployments fail for everybody',
  'exploited-vulnerability': 'a vulnerability is being exploited',
  'data-loss': 'data is being lost or corrupted',
  'critical-function': 'a critical function is down for everybody',
  'financial-legal-compliance': 'a financial, legal or compliance emergency',
  degraded: 'production is severely degraded',
};

export const REGULAR_TEXTS: Readonly<Record<Regular, string>> = {
  'some-users': 'only some users are affected',
  'workaround-exists': 'there is a workaround',
  'moderate-impact': 'the impact is moderate',
  'can-wait': 'it can wait for the next release',
  performance: 'it is about performance',
  ui: 'it is about looks',
};

export const CRITERION_TEXTS: Readonly<Record<CriterionKind, string>> = {
  ...EMERGENCY_TEXTS,
  ...REGULAR_TEXTS,
};

/** As the playbooks' own documents put them: their criteria lists, their decision trees, their incident announcement. */
const PLAYBOOK_TEXTS: Readonly<Record<CriterionKind, readonly string[]>> = {
  'deployment-failure': [
    'Production deployment completely fails',
    'New deployments impossible for all users',
  ],
  'exploited-vulnerability': [
    'Security vulnerability actively exploited',
    'Security vulnerability needs immediate patching',
    'Active security breach in progress',
    'Security breach',
  ],
  'data-loss': [
    'Data loss or corruption occurring',
    'Data loss or corruption is actively occurring',
    'User/business data being damaged or lost',
    'Data loss risk',
  ],
  'critical-function': [
    'Critical business function broken for all users',
    'Core functionality completely unavailable',
    'Critical business function broken',
    'Critical functionality is completely broken',
    'Every minute of downtime costs money/reputation',
    'Production is down',
    'Production down',
    'Service down',
  ],
  'financial-legal-compliance': [
    'Financial/legal/compliance emergency',
    'Legal violation or financial system failure',
  ],
  // "Down or degraded" is no more than degraded: whoever means an outage has texts that say so.
  degraded: [
    'Production is down or severely impacted',
    'Production is down or severely degraded',
    'Production service is down or severely degraded',
  ],
  'some-users': [
    'Bug affects only some users or specific scenarios',
    'Bug affects only some users',
    'Issue only affecting staging/dev',
    'Issues only affecting staging/dev',
  ],
  'workaround-exists': ['Workaround exists and is communicated to users', 'Workaround exists'],
  'moderate-impact': ['Impact is moderate or low severity', 'Impact is moderate'],
  'can-wait': [
    'Issue can wait for next regular release',
    'Known issue that can wait',
    'Known issues that can wait',
    'Non-urgent bug',
    'Non-urgent bugs',
    'Planned change',
    'Planned changes',
  ],
  performance: ['Performance degradation'],
  ui: ['UI/UX issues', 'UI/UX issue'],
};

export function criterionOffers(wording: Wording<CriterionKind>): readonly Offer<CriterionKind>[] {
  return offersOf(CRITERION_KINDS, [CRITERION_TEXTS, PLAYBOOK_TEXTS], wording);
}

export function isRegular(kind: CriterionKind): kind is Regular {
  return REGULARS.some((one) => one === kind);
}
