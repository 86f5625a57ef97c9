// In which order open things are shown: what decides over the rest first, then what takes others' time, then one's own typing.

const ORDER: readonly string[] = [
  'severity',
  'emergency-criterion',
  // Others have to be found and woken: asked first, they read while the rest is written.
  'review',
  'bypass-block',
  'incident-commander',
  'rollback-plan',
  'incident-reference',
  'pull-request-body',
  'minimal-scope',
  'tests-included',
  'emergency-marker',
  'branch-origin',
  'branch-name',
  'commit-messages',
  'time-boxes',
  'policy',
];

/** Its place in the line; a rule that is not named comes last. */
export function taskRank(rule: string): number {
  const index = ORDER.indexOf(rule);
  return index === -1 ? ORDER.length : index;
}
