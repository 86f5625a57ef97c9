import { describe, expect, it } from 'vitest';
import { severitiesIn, severityOf } from '../../../src/core/model/severity.ts';

describe('S1: one scale of severity', () => {
  it.each([
    ['CRITICAL', 'P0'],
    ['P0 (Critical - Service Down)', 'P0'],
    ['🔴 Critical', 'P0'],
    ['SEV-1', 'P0'],
    ['sev 2', 'P1'],
    ['High — many users', 'P1'],
    ['🟡', 'P1'],
    ['P1 - the critical path is slow', 'P1'],
    ['Medium', 'P2'],
    ['🔵 Medium', 'P2'],
    ['Kritisch', 'P0'],
    ['höchstens', null],
    ['highway', null],
    ['', null],
  ])('%j is %s', (text, severity) => {
    expect(severityOf(text)).toBe(severity);
  });

  it('sees that a list of choices names several', () => {
    expect(severitiesIn('[CRITICAL/HIGH]')).toEqual(['P0', 'P1']);
  });
});
