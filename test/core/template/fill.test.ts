import { describe, expect, it } from 'vitest';
import { fieldKey, fillTemplate } from '../../../src/core/template/fill.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';

const TEMPLATE = parseTemplate(`## Incident
**Number:** #[n] <!-- the tracker's -->
**Severity:** [CRITICAL/HIGH]

## Cause
<!-- Why? -->

## Changes
-
-

## Tests
- [ ] Old tests pass
- [ ] By hand: [what]

## Way back
Describe how to revert.

## Notes
`);

function fill(body: string, values: Record<string, string> = {}): string {
  return fillTemplate(TEMPLATE, body, new Map(Object.entries(values)));
}

describe('fillTemplate', () => {
  it('names fields by their path in lower case', () => {
    expect(TEMPLATE.fields.map(fieldKey)).toEqual([
      'incident / number',
      'incident / severity',
      'cause',
      'changes',
      'tests',
      'way back',
      'notes',
    ]);
  });

  it('puts back missing sections in the template’s order and leaves optional ones out', () => {
    expect(fill('## Cause\n\na typo\n')).toBe(
      `## Incident\n**Number:** #[n] <!-- the tracker's -->\n**Severity:** [CRITICAL/HIGH]\n\n## Cause\n\na typo\n\n## Changes\n-\n-\n\n## Tests\n- [ ] Old tests pass\n- [ ] By hand: [what]\n\n## Way back\nDescribe how to revert.\n`,
    );
  });

  it('writes values where the template waits for them', () => {
    const filled = fill(TEMPLATE.source, {
      'incident / number': '42',
      'incident / severity': 'HIGH',
      cause: 'a typo\nin a guard',
      changes: 'guard put back',
      tests: 'Old tests pass\nBy hand: logged in',
      'way back': 'revert the merge',
      notes: 'thanks',
    });
    expect(filled).toBe(`## Incident
**Number:** #42 <!-- the tracker's -->
**Severity:** HIGH

## Cause
<!-- Why? -->
a typo
in a guard

## Changes
- guard put back

## Tests
- [x] Old tests pass
- [x] By hand: logged in

## Way back
revert the merge

## Notes

thanks
`);
  });

  it('never overwrites an answer, a not-applicable, or an answer that does not fit', () => {
    const body =
      '## Incident\n**Number:** soon\n**Severity:** none\n\n## Cause\nmine\n\n## Changes\nmine\n\n## Tests\n- [x] Old tests pass\n- [x] By hand: mine\n\n## Way back\nmine\n';
    const values = {
      'incident / number': '42',
      'incident / severity': 'HIGH',
      cause: 'theirs',
      changes: 'theirs',
      tests: 'all',
      'way back': 'theirs',
    };
    expect(fill(body, values)).toBe(body);
  });

  it('puts a label back where it stood', () => {
    expect(
      fill(
        '## Incident\n**Severity:** HIGH\n## Cause\nx\n## Changes\nx\n## Tests\n- [x] Old tests pass\n- [x] By hand: x\n## Way back\nx',
        { 'incident / number': '42' },
      ),
    ).toContain('**Number:** #42');
  });

  it('keeps the body’s line ends', () => {
    const filled = fill('## Cause\r\na typo\r\n', { notes: 'two\nlines' });
    expect(filled.split('\r\n').join('')).not.toMatch(/[\r\n]/);
    expect(filled).toContain('two\r\nlines');
  });

  it('writes into tables, rows and choices', () => {
    const template = parseTemplate(
      '| Field | Value |\n|---|---|\n| Cause | <!-- why --> |\n\n## Log\n| When | What |\n|---|---|\n| | |\n\n## Level\n[ ] P0\n[ ] P1\n',
    );
    const filled = fillTemplate(
      template,
      template.source,
      new Map([
        ['cause', 'a | b'],
        ['log', '| 14:05 | paged |\n| 14:30 | fixed |'],
        ['level', 'P1'],
      ]),
    );
    expect(filled).toBe(
      '| Field | Value |\n|---|---|\n| Cause | a \\| b |\n\n## Log\n| When | What |\n|---|---|\n| 14:05 | paged |\n| 14:30 | fixed |\n\n## Level\n[ ] P0\n[x] P1\n',
    );
  });

  it('gives a body that needs nothing back as it is', () => {
    const body = 'anything\r\nat all';
    expect(
      fillTemplate(
        parseTemplate('no fields here, only words that explain. '.repeat(30)),
        body,
        new Map([['x', 'y']]),
      ),
    ).toBe(body);
  });
});
