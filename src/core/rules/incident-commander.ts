// W24: somebody leads the incident: by default whoever opened the pull request.
import { z } from 'zod';
import { commanderOf } from '../case/commander.ts';
import { defineRule } from '../case/rule.ts';
import { fix, met, notApplicable, unmet } from '../model/finding.ts';
import { md } from '../model/markdown.ts';

const HOW = {
  command: md`Named by a command`,
  description: md`Named in the description`,
  author: md`Opened the pull request, and nobody else is named`,
} as const;

export const rule = defineRule({
  id: 'incident-commander',
  title: 'Somebody leads the incident',
  task: 'Name the incident commander',
  why: 'During an incident one person has to take decisions and answer questions.',
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
        md`The incident commander is missing`,
        fix(md`Comment ${'/hotfix commander'} and the login of the person who leads the incident`),
        { detail: md`An app or a deleted account opened the pull request` },
      ),
    ];
  },
});
