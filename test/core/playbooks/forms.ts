// Every form that the playbooks ask people to fill in, and what each has to hold against.
import { expect } from 'vitest';
import { PLAYBOOKS } from '../../../src/core/playbooks/playbooks.ts';
import { fillTemplate } from '../../../src/core/template/fill.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';
import { repeated } from '../template/hostile-texts.ts';
import { openIn } from './documents.ts';

export const FORMS = PLAYBOOKS.flatMap(({ name, templates }) => [
  { id: 'W5', form: `${name}'s description`, source: templates.pullRequest },
  { id: 'W4', form: `${name}'s commit message`, source: templates.commit },
  { id: 'W11', form: `${name}'s bypass block`, source: templates.bypass },
  { id: 'W20', form: `${name}'s post-mortem`, source: templates.postMortem },
]);

const OF_ANY_FORM = ['- ', '[', '**a:** ', '- [ ] a\n', '| a | |\n', '```\n# h\n', 'a ✅ | ', '# [a b] '];

/** Holds a form against bodies of a size that are made of its own lines, or to be slow for any form. */
export function expectToHold(source: string, size: number): void {
  const template = parseTemplate(source);
  const own = source.split('\n').filter((line) => line.trim() !== '');
  const pieces = [...OF_ANY_FORM, source, ...own.slice(0, 3), ...own.slice(-3).map((line) => `${line}\n`)];
  for (const piece of pieces) {
    const body = repeated(piece, size);
    expect(openIn(source, body).length).toBeGreaterThanOrEqual(0);
    expect(fillTemplate(template, body, new Map()).length).toBeGreaterThanOrEqual(body.length);
  }
}
