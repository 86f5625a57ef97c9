// One scale of severity, however a team writes it: P0/P1/P2, CRITICAL/HIGH/MEDIUM, SEV1/2/3, red/yellow/blue.

import type { Markdown } from './markdown.ts';

export type Severity = 'P0' | 'P1' | 'P2';

/** The team-facing word of each step; the mark is what the sources put before it. */
export const SEVERITY_NAMES: Readonly<Record<Severity, { readonly word: string; readonly mark: string }>> = {
  P0: { word: 'Critical', mark: '🔴' },
  P1: { word: 'High', mark: '🟡' },
  P2: { word: 'Medium', mark: '🔵' },
};

/** "P0 Critical". */
export function severityText(severity: Severity): Markdown {
  return { markdown: `${severity} ${SEVERITY_NAMES[severity].word}` };
}

/**
 * What each step is called. Whole words, lower case, as `wordsOf` cuts them. SEV0 and SEV1 both mean "the worst": teams
 * that start at zero have no other word for it, and teams that start at one have no zero.
 */
const WORDS: Readonly<Record<Severity, readonly string[]>> = {
  P0: [
    'p0',
    'sev0',
    'sev1',
    's0',
    's1',
    'critical',
    'blocker',
    'emergency',
    'catastrophic',
    'red',
    '🔴',
    'kritisch',
    'critique',
    'crítico',
    'crítica',
    'critico',
    'critica',
    'критический',
    'критическая',
    'критично',
    'критичний',
    'krytyczny',
    'kritik',
    'nghiêm',
    '紧急',
    '致命',
    '緊急',
    '重大',
    '긴급',
    '치명적',
  ],
  P1: [
    'p1',
    'sev2',
    's2',
    'high',
    'major',
    'severe',
    'yellow',
    'orange',
    '🟡',
    '🟠',
    'hoch',
    'haute',
    'élevée',
    'élevé',
    'alta',
    'alto',
    'высокий',
    'высокая',
    'високий',
    'wysoki',
    'yüksek',
    'cao',
    '高',
    '높음',
  ],
  P2: [
    'p2',
    'sev3',
    's3',
    'medium',
    'moderate',
    'significant',
    'normal',
    'blue',
    '🔵',
    'mittel',
    'moyenne',
    'moyen',
    'media',
    'medio',
    'média',
    'médio',
    'средний',
    'средняя',
    'середній',
    'średni',
    'orta',
    '中',
    '보통',
    '중간',
  ],
};

const BY_WORD: ReadonlyMap<string, Severity> = new Map(
  (['P0', 'P1', 'P2'] as const).flatMap((severity) =>
    WORDS[severity].map((word) => [word, severity] as const),
  ),
);

function wordsOf(text: string): readonly string[] {
  // "SEV-1", "sev 1", "P 0" are one word to their writers.
  const joined = text
    .toLowerCase()
    .replace(
      /\b(sev|severity|p)[\s_-]?(\d)\b/g,
      (_, letters: string, digit: string) => `${letters === 'p' ? 'p' : 'sev'}${digit}`,
    );
  return joined.match(/\p{Extended_Pictographic}|[\p{L}\p{N}]+/gu) ?? [];
}

/** The steps that a text names, worst first. "P0 — critical" names one; "High / Medium" names two. */
export function severitiesIn(text: string): readonly Severity[] {
  const found = new Set<Severity>();
  for (const word of wordsOf(text)) {
    const severity = BY_WORD.get(word);
    if (severity !== undefined) found.add(severity);
  }
  return (['P0', 'P1', 'P2'] as const).filter((severity) => found.has(severity));
}

/** The step that is called exactly this: "P0", "critical", "SEV1". */
export function severityNamed(word: string): Severity | null {
  return BY_WORD.get(word.toLowerCase()) ?? null;
}

/**
 * The step that an answer takes. Where its words name several ("P1 - critical path is down"), the first one counts:
 * people put the grade first and explain it afterwards.
 */
export function severityOf(text: string): Severity | null {
  let before = '';
  for (const word of wordsOf(text)) {
    const severity = BY_WORD.get(word);
    if (severity !== undefined && !NOT.has(before)) return severity;
    before = word;
  }
  return null;
}

/** "Not critical, high" is high. */
const NOT = new Set(['not', 'no', 'nicht', 'pas', 'não', 'не']);

/** Words between grades that choose none of them. */
const BETWEEN = new Set(['or', 'and', 'oder', 'und', 'ou', 'o', 'y', 'e', 'или', 'и']);

function stepsIn(words: readonly string[]): ReadonlySet<Severity> {
  return new Set(words.flatMap((word) => BY_WORD.get(word) ?? []));
}

/** Whether a text leaves the choice open: "CRITICAL/HIGH", "P0 (down) | P1 (broken)". "P1 - critical path is down" does not. */
export function leavesSeverityOpen(text: string): boolean {
  const short = text.slice(0, 500);
  const words = wordsOf(short).filter((word) => !BETWEEN.has(word));
  if (words.every((word) => BY_WORD.has(word))) return stepsIn(words).size > 1;
  const parts = short.split(/[|\n]|\s\/\s|\sor\s/i).map((part) => wordsOf(part)[0] ?? '');
  return parts.every((word) => BY_WORD.has(word)) && stepsIn(parts).size > 1;
}
