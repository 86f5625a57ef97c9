import { describe, expect, it } from 'vitest';
import { matchTemplate } from '../../../src/core/template/match.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';

const template = parseTemplate(
  '**Impact:** [who is affected]\n**Severity:** [CRITICAL/HIGH/MEDIUM]\n**Incident:** #[number]\n',
);

describe('W5: the blanks of another template are not answers', () => {
  it.each([
    ['**Impact:** [Affected users/systems]', 'placeholder'],
    ['**Severity:** [CRITICAL/HIGH]', 'placeholder'],
    ['**Incident:** #[incident-tracking-number]', 'placeholder'],
    ['**Impact:** [all customers](https://example.com/status)', 'filled'],
    ['**Impact:** about [2 hours] of orders', 'filled'],
    ['**Impact:** [INC-12]', 'filled'],
    ['**Incident:** [INC-12]', 'filled'],
  ])('%s: %s', (line, state) => {
    const answer = matchTemplate(template, line).answers.find(({ field }) =>
      line.includes(`**${field.label}:**`),
    );
    expect(answer?.state).toBe(state);
  });
});
