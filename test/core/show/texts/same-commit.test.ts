import { expect, it } from 'vitest';
import { CONCLUSIONS } from '../../../../src/core/model/finding.ts';
import { withOthers } from '../../../../src/core/show/texts/same-commit.ts';
import { pullNumber } from '../../../support/facts.ts';

const ready = {
  title: 'Ready to merge · P0 Critical',
  summary: 'Nothing is left to do before the merge.',
  text: '',
};
const ALONE = { conclusion: 'success', notReady: [], notJudged: [] } as const;
const [thirteen, fourteen] = [pullNumber(13), pullNumber(14)];

it('a check says who keeps it from passing, and what ends that', () => {
  const weighed = { conclusion: 'failure', notReady: [thirteen], notJudged: [fourteen] } as const;
  expect(withOthers(ready, 'success', weighed)).toMatchInlineSnapshot(`
    {
      "summary": "#13 has the same commit and is not ready: see its check. Complete the tasks of #13, or close it.

    #14 has the same commit and is not checked yet.

    **This pull request by itself:** Nothing is left to do before the merge.",
      "text": "",
      "title": "Not ready: #13 has the same commit",
    }
  `);
});

it('a check with tasks of its own keeps them in its title', () => {
  const open = { title: '2 things to do before the merge', summary: 'First.', text: '' };
  const weighed = { conclusion: 'failure', notReady: [thirteen], notJudged: [] } as const;
  expect(withOthers(open, 'failure', weighed).title).toBe(open.title);
});

it('a check that nobody keeps from passing is as it was', () => {
  for (const own of CONCLUSIONS) expect(withOthers(ready, own, ALONE)).toBe(ready);
});
