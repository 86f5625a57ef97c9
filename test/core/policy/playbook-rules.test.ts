// What each playbook asks of a repository that only names it: a change here changes what existing policies ask.
import { expect, test } from 'vitest';
import { PLAYBOOKS } from '../../../src/core/playbooks/playbooks.ts';
import { policyOf } from '../../support/policy.ts';

test.each(PLAYBOOKS)('$name asks these rules, with these settings', ({ name }) => {
  expect(Object.fromEntries(policyOf(`extends: ${name}\n`).rules)).toMatchSnapshot();
});
