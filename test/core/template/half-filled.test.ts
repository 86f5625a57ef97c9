// Answers that people leave half done, and ticks that they put behind a word: the smallest template that shows each.
import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../../src/core/template/fill.ts';
import { matchTemplate } from '../../../src/core/template/match.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';

function first(template: string, body: string): string {
  const answer = matchTemplate(parseTemplate(template), body).answers[0];
  if (answer?.state !== 'filled') return answer?.state ?? 'no field';
  return ['filled', ...answer.value.chosen].join(': ');
}

describe('W20: an action item is done with its owner and its date', () => {
  const flat = '## Actions\n- [ ] [what] - Owner: [name]\n- [ ] [what else] - Owner: [name]';
  const nested = '## Actions\n- [ ] **A-1**: [what]\n  - Owner: [name]\n  - Due: YYYY-MM-DD';
  it.each([
    [flat, '## Actions\n- [ ] Alarm - Owner: Ann\n- [ ] [what else] - Owner: [name]', 'filled'],
    [flat, '## Actions\n- [ ] Alarm - Owner: [name]', 'placeholder'],
    [flat, '## Actions\n- [ ] Alarm, by Ann', 'filled'],
    [nested, '## Actions\n- [ ] **A-1**: Alarm\n  - Owner: Ann\n  - Due: Friday', 'filled'],
    [nested, '## Actions\n- [ ] **A-1**: Alarm\n  - Owner: [name]\n  - Due: Friday', 'placeholder'],
    [nested, '## Actions\n- [ ] **A-1**: Alarm\n  - Owner: Ann\n  - Due: YYYY-MM-DD', 'placeholder'],
    [nested, '## Actions\n- [ ] **A-1**: Alarm\n- Owner: [name]', 'filled'],
  ])('%j answered by %j is %s', (template, body, expected) => {
    expect(first(template, body)).toBe(expected);
  });

  it('points at the line that still waits', () => {
    const body = '## Actions\n- [ ] **A-1**: Alarm\n  - Owner: Ann\n  - Due: YYYY-MM-DD\n';
    expect(matchTemplate(parseTemplate(nested), body).answers[0]).toMatchObject({
      text: '- Due: YYYY-MM-DD',
      at: { line: 4, column: 3 },
    });
  });
});

describe('S1: one step of a scale', () => {
  it.each([
    ['Low / Medium / High', 'High ✅ / Medium / Low', 'filled: High'],
    ['Low / Medium / High', 'High [ ] / Medium [x] / Low [ ]', 'filled: Medium'],
    ['Low / Medium / High', '[ ] High / [x] Medium / [ ] Low', 'filled: Medium'],
    ['Low / Medium / High', '**High** ✅ / Medium / Low', 'filled: High'],
    ['Low / Medium / High', 'High ✅ / Medium ✅ / Low', 'invalid'],
    ['[ ] P0 | [ ] P1', '[x] P0 | [x] P1', 'invalid'],
    ['[ ] P0 | [ ] P1', '[x] P0 | [ ] P1', 'filled: P0'],
    ['[ ] Deployed | [ ] Watched', '[x] Deployed | [x] Watched', 'filled: Deployed: Watched'],
    ['Yes / No', 'Yes / No ✅', 'filled: No'],
    ['Yes / No', 'Yes, all green ✅', 'filled: Yes'],
  ])('%j answered by %j is %s', (options, value, expected) => {
    expect(first(`**Level:** ${options}`, `**Level:** ${value}`)).toBe(expected);
  });
});

describe('L3: a heading with blanks', () => {
  it.each([
    ['# HOTFIX-[number]: [what]', '# HOTFIX-12: search', 'filled'],
    ['# HOTFIX-[number]: [what]', '# HOTFIX: search', 'invalid'],
    ['# HOTFIX-[number]: [what]', '# HOTFIX-12: [Brief Description]', 'placeholder'],
    ['# HOTFIX-[number]: [what]', '# HOTFIX-12: [search](https://example.com)', 'filled'],
    ['# Incident: INC-XXXX', '**Incident:** INC-12', 'filled'],
    ['# Incident: INC-XXXX', '# Report\n\n**Incident**: TBD\n', 'placeholder'],
    ['# Incident: INC-XXXX', '**Incident start:** 12:00', 'missing'],
    ['# Incident: INC-XXXX', '# Incident: INC-13\n\n**Incident:** INC-12', 'filled'],
    ['# Hotfix: [what] in [where]', '**Hotfix:** search', 'missing'],
  ])('%j answered by %j is %s', (template, body, expected) => {
    expect(first(`${template}\n\n## Cause\n[why]\n`, body)).toBe(expected);
  });

  it('keeps its fixed words when a value is written into it, and is filled once', () => {
    const template = parseTemplate('# HOTFIX-[number]: [what]\n\n## Cause\n[why]\n');
    const values = new Map([['hotfix / title', '#12']]);
    const once = fillTemplate(template, template.source, values);
    expect(once).toContain('# HOTFIX-#12: [what]\n');
    expect(fillTemplate(template, once, values)).toBe(once);
    const whole = new Map([['hotfix / title', 'HOTFIX-12: search']]);
    expect(fillTemplate(template, template.source, whole)).toContain('# HOTFIX-12: search\n');
    const bare = parseTemplate('# Incident: INC-XXXX\n\n## Cause\n[why]\n');
    expect(fillTemplate(bare, '# Incident:\n', new Map([['incident / title', 'INC-12']]))).toContain(
      '# Incident: INC-12\n',
    );
  });
});

it('W5: a line that waits for its answer in one section is not an answer in another', () => {
  const template = parseTemplate('## First\n- HH:MM - found\n\n## Then\n- HH:MM - fixed\n');
  const states = matchTemplate(template, '## First\n- HH:MM - found\n- HH:MM - fixed\n').answers;
  expect(states.map(({ state }) => state)).toEqual(['placeholder', 'missing']);
});
