// Tells words that are said from words that are denied: "no data loss", "data loss: none", "orders are not lost".

/** What denies does so up to the next clause: not in "no workaround, data loss", not in "does not start and data is lost". */
const IN_ONE_CLAUSE =
  '(?:(?!\\b(?:and|but|so|then|while|because|since|und|aber|et|mais|y|pero|mas)\\b)[\\s\\w-]){0,16}';

/** Portuguese says "in the" by "no". */
const NO =
  'no(?! (?:sistema|login|servidor|banco|site|app|aplicativo|pagamento|momento|ambiente|processo)\\b)';

/** Right before the words: "no workaround", "not only some users", "no errors, crashes or data loss". */
const BEFORE = new RegExp(
  `(?:\\b(?:(?:${NO}|not|isn['’]t|without|never|nothing(?! but)|zero|(?<![\\w.])0|neither|nor|kein\\w{0,2}|nicht|ohne|aucun|pas de|sans|sin|sem|nao)\\b|(?:cannot|can['’]t|can not)(?= (?:be )?$))|(?<!\\p{L})(?:нет|без|не)(?!\\p{L})|没有|無|ない)(?:${IN_ONE_CLAUSE}|[\\s\\w,-]{0,22}\\b(?:or|nor|oder|ou)\\s)$`,
  'iu',
);

const NONE =
  '(?:none|nope|no(?! ?one|body)|not|n\\/a|nein|keine?r?|aucune?|ningun[ao]|nenhuma?|нет|无|没有|なし|無し|없음)';

/** Right behind them: "Workaround: none", "data loss? No"; or all of the line below: "### Workaround", "None." */
const BEHIND = new RegExp(
  `^\\p{L}{0,3}(?:[ \\t*_]{0,4}[:=?：–—-][\\s*_]{0,4}${NONE}(?![\\p{L}\\p{N}])|[ \\t*_:?]{0,6}\\n\\s{0,4}(?:[-*] )?${NONE}[ .]{0,3}(?:\\n|$))`,
  'iu',
);

/** Within them, before the last: "deploy did not fail", "no builds failed". "Can't deploy" is said, not denied. */
const WITHIN =
  /(?:(?:\b(?:not|never|no longer)|n['’]t) (?:(?:been?|being|yet|actually|really|get|getting) ){0,2}|\bno (?:\w{1,15} ){1,2})\S{1,20}$/iu;
const SAYS_IT_CANNOT =
  /^(?:can|unable|impossible|nobody|no one)|\bnot (?:urgent|aligned|start|(?:be(?:ing)? )?(?:calculated|charged|applied|added))$/iu;

export function isDenied(text: string, words: string, index: number): boolean {
  const end = index + words.length;
  return (
    BEFORE.test(text.slice(Math.max(0, index - 30), index)) ||
    BEHIND.test(text.slice(end, end + 30)) ||
    (!SAYS_IT_CANNOT.test(words) && WITHIN.test(words))
  );
}

/** What tells an outage by denying: "not sent", "nobody can", "no orders go through". */
const TELLS_BY_DENYING =
  /^(?:n['’]t|not |can|could|unable|impossible|no |none |nobody|did not|never|ne |nicht|niemand|kein|personne|nadie|ningu|nao|не|ник|ніх|无|不)/iu;

/** Close before the words: "nothing is down", "without a crash", "is not broken". Not "not only down", "nothing but errors". */
const STANDS =
  /(?:\b(?:no|not(?! only| just| even)|without|never|nothing(?! but)|neither|nor|zero|(?<![\w.])0|kein\w{0,2}|nicht|ohne|sans|sin|sem|nao)|n['’]t|(?<!\p{L})(?:нет|без|не))(?: \w{1,12}){0,2}[ -]$/iu;

/** "No errors, crashes or timeouts": the denial goes for all of the list. */
const LISTED_BEFORE = /\b(?:no|without) \w{1,12}(?: \w{1,12})?,(?: \w{1,12},)? $/iu;
const LISTED_BEHIND = /^(?:, \w{1,12}){0,2},? (?:or|nor)\b/iu;

/** Whether these words of an outage are taken back: "nothing is down". */
export function isUnbroken(text: string, words: string, index: number): boolean {
  if (TELLS_BY_DENYING.test(words)) return false;
  const before = text.slice(Math.max(0, index - 30), index);
  const behind = text.slice(index + words.length, index + words.length + 30);
  return (
    STANDS.test(before) || BEHIND.test(behind) || (LISTED_BEFORE.test(before) && LISTED_BEHIND.test(behind))
  );
}
