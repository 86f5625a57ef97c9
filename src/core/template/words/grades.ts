// Reads answers that say yes or no, or how grave something is: P0, SEV1, critical, red.

const YES = new Set(
  'yes|y|ja|oui|si|sí|sim|sì|да|так|tak|evet|có|ya|iya|是|有|要|はい|有り|あり|예|네|있음|true|ok|done'.split(
    '|',
  ),
);
const NO = new Set(
  'no|n|nein|non|não|nao|нет|ні|nie|hayır|không|tidak|否|无|無|没有|沒有|いいえ|無し|なし|아니오|아니요|없음|n a|false|not'.split(
    '|',
  ),
);

/** What a yes-no answer opens with: `true` for yes, `false` for no, null for neither. */
export function yesOrNo(key: string): boolean | null {
  const first = key.split(' ', 1)[0] ?? '';
  if (YES.has(key) || YES.has(first)) return true;
  if (NO.has(key) || NO.has(first)) return false;
  return null;
}

const GRADES: readonly (readonly string[])[] = [
  // Rank 0 is the gravest. The words of each rank stand for one another: "P0", "SEV1" and "critical" answer the same question.
  'critical|crit|blocker|emergency|severe|catastrophic|kritisch|critique|crítica|crítico|critica|critico|критический|критическая|критично|критичний|критична|krytyczny|krytyczna|krytyczne|kritik|nghiêm trọng|kritis|严重|嚴重|致命|紧急|緊急|致命的|重大|심각|치명적|긴급'.split(
    '|',
  ),
  'high|major|hoch|haute|élevé|élevée|majeur|alta|alto|elevado|elevada|высокий|высокая|высоко|високий|висока|wysoki|wysoka|wysokie|yüksek|cao|tinggi|高|높음'.split(
    '|',
  ),
  'medium|moderate|med|mittel|moyen|moyenne|modéré|media|medio|média|médio|moderado|средний|средняя|середній|середня|średni|średnia|średnie|orta|trung bình|sedang|中|中等|보통|중간'.split(
    '|',
  ),
  'low|minor|trivial|niedrig|gering|faible|mineur|baja|bajo|baixa|baixo|bassa|basso|низкий|низкая|низький|низька|niski|niska|niskie|düşük|thấp|rendah|低|낮음'.split(
    '|',
  ),
];
const RANK_OF = new Map(GRADES.flatMap((words, rank) => words.map((word) => [word, rank] as const)));

/** `P0`, `Sev-2`, `priority 1`, `red`: how grave, 0 the gravest, and whose scale it is; null where the words carry no grade. */
export function gradeOf(key: string): { readonly rank: number; readonly scale: 'p' | 'sev' | 'word' } | null {
  const numbered = /(?:^| )(p|s|sev|severity|prio|priority|level|lvl|tier) ?([0-5])(?= |$)/u.exec(key);
  if (numbered) {
    const scale = numbered[1] === 'p' || numbered[1]?.startsWith('pr') ? 'p' : 'sev';
    return { rank: Number(numbered[2]), scale };
  }
  for (const word of [key, ...key.split(' ').slice(0, 6)]) {
    const rank = RANK_OF.get(word);
    if (rank !== undefined) return { rank, scale: 'word' };
  }
  for (const [word, rank] of RANK_OF) {
    if (word.length > 3 && word.includes(' ') && key.startsWith(word)) return { rank, scale: 'word' };
    if (/^[\p{Script=Han}\p{Script=Hangul}]/u.test(word) && word.length > 1 && key.startsWith(word))
      return { rank, scale: 'word' };
  }
  return null;
}

/** The colours the field uses for the three grades. Looked for in the raw text, since a key holds no emoji. */
export function colourRank(text: string): number | null {
  if (text.includes('🔴') || text.includes('🟥')) return 0;
  if (text.includes('🟠') || text.includes('🟡') || text.includes('🟧') || text.includes('🟨')) return 1;
  if (text.includes('🔵') || text.includes('🟢') || text.includes('🟦') || text.includes('🟩')) return 2;
  return null;
}
