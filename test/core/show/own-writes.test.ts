// B3 with A1: what the app wrote for another pull request on the same commit counts before a read shows it.
import { expect, it } from 'vitest';
import type { Conclusion } from '../../../src/core/model/finding.ts';
import { instant } from '../../../src/core/model/ids.ts';
import { type CheckContent, NOTHING_PUBLISHED, type OtherRun } from '../../../src/core/show/effects.ts';
import { withOthersWrites } from '../../../src/core/show/own-writes.ts';
import { pullNumber, repositoryId, sha } from '../../support/facts.ts';

function run(id: number, own: Conclusion): OtherRun {
  return { id, name: 'Hotfix', headSha: sha('a'), pull: pullNumber(13), own, conclusion: own };
}

function written(id: number, own: Conclusion) {
  const check: CheckContent = {
    name: 'Hotfix',
    headSha: sha('a'),
    externalId: `acme/shop#13 ${own}`,
    conclusion: own,
    title: '',
    summary: '',
    text: '',
    actions: [],
  };
  const effect = { kind: 'create-check-run', repository: repositoryId, check } as const;
  return { effect, made: { id, at: null }, at: instant(0) };
}

it.each<[string, readonly OtherRun[], ReturnType<typeof written>, readonly [number, Conclusion]]>([
  ['not shown yet', [], written(8, 'failure'), [8, 'failure']],
  ['an older one is shown', [run(7, 'success')], written(8, 'failure'), [8, 'failure']],
  ['a newer one is shown', [run(9, 'success')], written(8, 'failure'), [9, 'success']],
  ['the same is shown as it was before', [run(8, 'success')], written(8, 'failure'), [8, 'failure']],
  ['the same is shown stricter', [run(8, 'failure')], written(8, 'success'), [8, 'failure']],
])('%s', (_what, others, write, [id, own]) => {
  expect(withOthersWrites({ ...NOTHING_PUBLISHED, others }, [write]).others).toMatchObject([{ id, own }]);
});
