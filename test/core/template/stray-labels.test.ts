import { describe, expect, it } from 'vitest';
import { matchTemplate } from '../../../src/core/template/match.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';
import { answerTo } from './sensible-values.ts';

const FORM = parseTemplate(`## Urgent fix

### What broke

[What people see]

### Root Cause

[What fails]

### Risks

**Risks Accepted:** [which]
**Monitoring Plan:** [where]
`);

function said(body: string, label: string): string {
  const answer = answerTo(FORM, body, label);
  return answer.state === 'filled' ? `filled: ${answer.value.text}` : answer.state;
}

describe('W5: an answer behind its own label, in the wrong place', () => {
  it.each<[label: string, body: string, expected: string]>([
    ['Root Cause', '### What broke\nLogins.\n\n**Root Cause:** the cache', 'filled: the cache'],
    ['What broke', '### What broke\nLogins.\n\n**Root Cause:** the cache', 'filled: Logins.'],
    ['What broke', '### What broke\n\n**Root Cause:** the cache', 'empty'],
    ['What broke', '### What broke\n**Root Cause:** the cache\n\nLogins.', 'filled: Logins.'],
    [
      'Root Cause',
      '### What broke\nRoot cause: the cache\nand its guard',
      'filled: the cache\nand its guard',
    ],
    [
      'Root Cause',
      '### What broke\n**Root Cause:**\n\n- the cache\n- its guard',
      'filled: - the cache\n- its guard',
    ],
    ['Root Cause', '### What broke\n**Root Cause:** the cache\n- a list of what broke', 'filled: the cache'],
    ['Risks Accepted', '**Risks Accepted:** all\n\n### Risks\n**Monitoring Plan:** the graph', 'filled: all'],
    [
      'Risks Accepted',
      '### Risks\n**Monitoring Plan:** it\n\n### Extra\n**Risks Accepted:** all',
      'filled: all',
    ],
    [
      'Monitoring Plan',
      '### Root Cause\nIt.\n**Risks Accepted:** all | **Monitoring Plan:** the graph',
      'filled: the graph',
    ],
  ])('%s in %j is %s', (label, body, expected) => {
    expect(said(body, label)).toBe(expected);
  });

  it.each<[why: string, body: string]>([
    ['in the middle of a line', '### What broke\nLogins. Root Cause: the cache'],
    ['with more words', '### What broke\n**The Root Cause:** the cache'],
    ['in code', '### What broke\n```\nRoot Cause: the cache\n```'],
    ['in a quote', '### What broke\n> **Root Cause:** the cache'],
    ['in a comment', '### What broke\n<!--\nRoot Cause: the cache\n-->'],
    ['without an answer', '### What broke\nLogins.\n\n**Root Cause:** …\n\nMore.'],
    ['with a form’s blank', '### What broke\nLogins.\n\n**Root Cause:** [what is it?]'],
  ])('is none %s', (_, body) => {
    expect(said(body, 'Root Cause')).toBe('missing');
  });

  it('is left where it stands once its field is answered', () => {
    const body = '### What broke\nRoot Cause: see below\n\n### Root Cause\nThe cache.';
    expect(said(body, 'What broke')).toBe('filled: Root Cause: see below');
    expect(said(body, 'Root Cause')).toBe('filled: The cache.');
  });

  it('is found at the line where it stands', () => {
    const answer = answerTo(FORM, '### What broke\r\nLogins.\r\n\r\n**Root Cause:** the cache', 'Root Cause');
    expect('at' in answer && answer.at).toEqual({ line: 4, column: 17 });
  });
});

describe('W5: a heading pasted again with its answer', () => {
  it.each([
    '### Root Cause\n\nThe cache.\n\n### Root Cause\n',
    '### Root Cause\n\n### Root Cause\n\nThe cache.',
  ])('%j is answered', (body) => {
    expect(said(body, 'Root Cause')).toBe('filled: The cache.');
  });
});

describe('B1: 64 KB made to be slow', () => {
  it.each([
    '**Root Cause:**\n',
    '**Root Cause:** …\n',
    'Root Cause: x\n-\n',
    '### Root Cause\n',
    '**Risks Accepted:** a | **Monitoring Plan:** b | ',
    '**Root Cause:**\n\n```\n',
  ])('%j over and over is read', { timeout: 5000 }, (text) => {
    const body = `### What broke\n${text.repeat(Math.ceil(65_536 / text.length))}`;
    expect(matchTemplate(FORM, body).answers).toHaveLength(4);
  });
});
