// What the rule asks, in one sentence: that the pull request has a label. `npm run new-rule` copies this file.
import { z } from 'zod';
import { defineRule } from '../../src/core/case/rule.ts';
import { fix, met, notApplicable, unmet } from '../../src/core/model/finding.ts';
import { md } from '../../src/core/model/markdown.ts';

const LABEL = 'example-rule';

export const rule = defineRule({
  id: 'example-rule',
  title: 'The label of example-rule is set',
  task: 'Add the label of example-rule',
  why: 'Say here in one sentence why anybody should care.',
  stage: 'description',
  // Off until a playbook asks for it: policies in use must not ask more overnight.
  default: { workflow: 'off', log: 'off', 'emergency-fix': 'off', speckit: 'off' },
  settings: z.strictObject({}),
  check({ facts: { change } }) {
    if (change.kind === 'branch') return [notApplicable(md`A branch has no labels`)];
    if (change.labels.includes(LABEL)) return [met(md`The label ${LABEL} is set`)];
    return [unmet(md`The label ${LABEL} is missing`, fix(md`Add the label ${LABEL} to the pull request`))];
  },
});
