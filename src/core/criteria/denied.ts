// Tells words that are said from words that are denied: "no data loss", "data loss: none", "orders are not lost".

/** Right before the words: "no workaround", "not only some users", "without any workaround". */
const BEFORE =
  /(?:\b(?:no|not|isn['’]t|without|never|cannot|can['’]t|can not|neither|nor|kein\w{0,2}|nicht|ohne|aucun|pas de|sans|sin|sem)\b|(?<!\p{L})(?:нет|без|не)(?!\p{L})|没有|無|ない)[\s\w,-]{0,16}$/iu;

/** Right behind them: "Workaround: none", "data loss? No". */
const BEHIND =
  /^\p{L}{0,3}[\s*_]{0,4}[:=?–—-][\s*_]{0,4}(?:none|nope|no(?! ?one|body)|not|n\/a|nein|keine?r?|aucune?|ningun[ao]|nenhuma?|нет|无|没有|なし|無し|없음)(?![\p{L}\p{N}])/iu;

/** Within them, before the last: "deploy did not fail", "no builds failed". "Can't deploy" is said, not denied. */
const WITHIN =
  /(?:(?:\b(?:not|never|no longer)|n['’]t) (?:(?:been?|being|yet|actually|really|get|getting) ){0,2}|\bno (?:\w{1,15} ){1,2})\S{1,20}$/iu;
const SAYS_IT_CANNOT = /^(?:can|unable|impossible|nobody|no one)/iu;

export function isDenied(text: string, words: string, index: number): boolean {
  const end = index + words.length;
  return (
    BEFORE.test(text.slice(Math.max(0, index - 30), index)) ||
    BEHIND.test(text.slice(end, end + 30)) ||
    (!SAYS_IT_CANNOT.test(words) && WITHIN.test(words))
  );
}
