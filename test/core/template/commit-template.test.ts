import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../../src/core/template/fill.ts';
import { matchTemplate } from '../../../src/core/template/match.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';

const TEMPLATE = parseTemplate(`hotfix([scope]): [brief description]

EMERGENCY FIX: [Detailed explanation of issue]
Root Cause: [What caused the problem]
Impact: [Who/what was affected]
Solution: [What the fix does]

Restores: [Specific functionality restored]
Urgency: [Why this couldn't wait for regular process]

Incident: #[incident-tracking-number]
`);

const MESSAGE = `hotfix(session): put the guard back

EMERGENCY FIX: logins fail for everyone
since the cache was emptied
Root Cause: a guard was removed
Impact: all users
Solution: the guard is back

Restores: login
Urgency: nobody could work

Incident: #42

Co-authored-by: Ann <ann@example.com>
`;

function states(message: string): Record<string, string> {
  return Object.fromEntries(
    matchTemplate(TEMPLATE, message).answers.map((answer) => [answer.field.label, answer.state]),
  );
}

describe('W4: commit messages are read by the same engine', () => {
  it('a message that follows the template is complete', () => {
    expect(new Set(Object.values(states(MESSAGE)))).toEqual(new Set(['filled']));
  });

  it('a wrapped value belongs to its label until the next one', () => {
    const answer = matchTemplate(TEMPLATE, MESSAGE).answers[1];
    expect(answer?.state === 'filled' && answer.value.text).toBe(
      'logins fail for everyone\nsince the cache was emptied',
    );
  });

  it.each<[header: string, expected: string]>([
    ['hotfix(session): put the guard back', 'filled'],
    ['Hotfix(api): put it back', 'filled'],
    ['hotfix([scope]): put it back', 'placeholder'],
    ['hotfix(session): [brief description]', 'placeholder'],
    ['hotfix(): put it back', 'placeholder'],
    ['hotfix(session):', 'placeholder'],
    ['hotfix: put it back', 'invalid'],
    ['fix(session): put it back', 'invalid'],
    ['EMERGENCY FIX: no header above', 'missing'],
    ['', 'missing'],
  ])('the header %j is %s', (header, expected) => {
    expect(states(header)['Header']).toBe(expected);
  });

  it('the untouched template answers nothing', () => {
    expect(Object.values(states(TEMPLATE.source)).filter((state) => state === 'filled')).toEqual([]);
  });

  it('completing a one-line message keeps it and adds every label in order', () => {
    const filled = fillTemplate(
      TEMPLATE,
      'hotfix(session): put the guard back',
      new Map([
        ['root cause', 'a guard was removed'],
        ['incident', '42'],
      ]),
    );
    expect(filled).toBe(
      `hotfix(session): put the guard back\n\nEMERGENCY FIX: [Detailed explanation of issue]\nRoot Cause: a guard was removed\nImpact: [Who/what was affected]\nSolution: [What the fix does]\n\nRestores: [Specific functionality restored]\nUrgency: [Why this couldn't wait for regular process]\n\nIncident: #42`,
    );
  });
});
