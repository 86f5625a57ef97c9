// W1: what counts as an emergency, and what goes the regular way.

export type Emergency =
  | 'deployment-failure'
  | 'exploited-vulnerability'
  | 'data-loss'
  | 'critical-function'
  | 'financial-legal-compliance'
  | 'degraded';

export type Regular =
  | 'some-users'
  | 'workaround-exists'
  | 'moderate-impact'
  | 'can-wait'
  | 'performance'
  | 'ui';

export const EMERGENCIES: readonly Emergency[] = [
  'deployment-failure',
  'exploited-vulnerability',
  'data-loss',
  'critical-function',
  'financial-legal-compliance',
  'degraded',
];

export const REGULARS: readonly Regular[] = [
  'some-users',
  'workaround-exists',
  'moderate-impact',
  'can-wait',
  'performance',
  'ui',
];

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
