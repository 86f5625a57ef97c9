// W24: somebody leads the incident: by default whoever opened the pull request.
import { z } from 'zod';
import { commanderOf } from '../case/commander.ts';
import { defineRule } from '../case/rule.ts';
import { fix, met, notApplicable, unmet } from '../model/finding.ts';
import { md } from '../model/markdown.ts';

const HOW = {
  command: md`named by a command`,
  description: md`named in the description`,
  author: md`opened the pull request, and nobody else was named`,
} as const;

export const rule = defineRule({
  id: 'incident-commander',
  title: 'Somebody leads the incident',
  task: 'Name the incident commander',
  why: 'Decisions that nobody owns are not made, and questions find nobody to ask.',
  stage: 'description',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings: z.strictObject({}),
  check(hotfix) {
    const { change } = hotfix.facts;
    if (change.kind === 'branch') return [notApplicable(md`A branch has no commander`)];
    const commander = commanderOf(hotfix);
    if (commander !== null)
      return [met(md`The incident commander is ${commander.name}`, { detail: HOW[commander.by] })];
    if (change.state === 'unopened') return [notApplicable(md`Whoever opens the pull request leads it`)];
    return [
      unmet(
        md`Nobody leads this incident`,
        fix(md`Comment this with the login of whoever leads it`, {
          language: 'text',
          text: '/hotfix commander @login',
        }),
        { detail: md`The pull request was opened by an app or a deleted account` },
      ),
    ];
  },
});
