// The words of what goes the regular way. Each has to be said and not denied: "no workaround" is the contrary.

import type { Regular } from '../choices/emergencies.ts';
import { anyOf } from './any-of.ts';

export const SOME_USERS = anyOf(
  /\b(?:only )?(?:some|a few|few|a handful of|several|certain|one|a single|\d{1,2}|two|three) (?:of (?:the|our) )?(?:users?|customers?|clients?|accounts?|people|tenants?)\b(?! (?:\w{1,10} ){0,2}(?:report|complain|call|told|wrote|said|says|in touch|contact|session|noticed|problems|waiting|angry))|\bedge case|\brare(?:ly)?\b|specific (?:scenario|browser|device|user)|in some cases|sometimes\b|occasional(?:ly)?\b|intermittent|other (?:users|customers|people) (?:are (?:able|fine|not affected)|can)\b|(?:majority|most) of (?:our |the )?(?:users|customers) (?:are|were) (?:fine|not affected)/u,
  /(?:einige|wenige|manche|einzelne) (?:nutzer|kunden|benutzer|anwender)|(?:certains|quelques) (?:utilisateurs|clients)|algunos (?:usuarios|clientes)|alguns (?:usuários|clientes)|некоторые (?:пользователи|клиенты)|у некоторых|деяк\S{1,3} користувач|部分用户|个别用户|一部のユーザ|일부 (?:사용자|고객)/u,
);

// A workaround that does not help is none.
const WORKAROUND = anyOf(
  /work-?arounds?\b(?![^.\n]{0,30}(?:\b(?:not|no longer|without|nicht|kein\w{0,2}|pas|fail\w{0,3}|tried|impossible|unavailable|unknown|only|partial\w{0,2}|sometimes|covers?)\b|n['’]t\b))|can be (?:avoided|bypassed|done) (?:by|manually|another way|otherwise)|as an alternative,? (?:users|they) can/u,
  /(?:umgehungslösung|contournement|solución alternativa|alternativa disponível|обходн\S{0,4} (?:пут|решени)\p{L}{1,2}|临时(?:方案|解决)|回避策|우회)(?![^.\n。]{0,20}(?:nicht|kein|unbekannt|aucun|pas |inconnu|ningun|nenhum|não|(?<!\p{L})(?:нет|не)(?!\p{L})|无|没|不|ない|ません|なし|無|없|못))/u,
);

// Not "minor" alone: versions are minor, and so are fixes of what is not.
const MODERATE = anyOf(
  /(?:moderate|low|minor|small|limited|minimal) (?:impact|severity|effect|issue|bug|inconvenience|problem|glitch)|impact is (?:moderate|low|minor|small|limited)|\b(?:is|it['’]s|rather|only|just|very) minor\b|^minor$|\b(?<!not )cosmetic\b|\btypos?\b|\bspelling\b|misspel|nice to have/u,
  /geringe auswirkung|impact (?:modéré|faible)|impacto (?:bajo|baixo|moderado)|незначител|影响较小|軽微|경미|rechtschreib|tippfehler|schreibfehler|orthograph|coquille|faute de frappe|ortogr[aá]f|errata|error tipográfico|erro de digitação|опечатк|错别字|笔误|誤字|脱字|오타/u,
);

// Not "the next release" alone: whoever explains why it cannot wait names it too.
const CAN_WAIT =
  /\b(?:can|could|may) (?:easily |also |well )?wait\b|not urgent|no rush|no hurry|when (?:you|we) have time|(?:fine|enough|good|ok|okay) (?:for|in|with) the next (?:release|sprint|version)|kann warten|peut attendre|puede esperar|pode esperar|может подождать|可以等|待てる|기다릴 수/iu;

// "silent" and "talento" hold the French and Spanish words.
const PERFORMANCE =
  /\bperformance\b|\bslow(?:er|ness|ly)?\b|\blatency\b|\bsluggish\b|page load|\bn ?\+ ?1\b|(?:takes?|taking|took) (?:\w{1,10} )?too long|langsam|(?<!\p{L})(?:lente?|lenteur|lent[oa])(?!\p{L})|медленн|慢|遅い|느[리려]/iu;

const LOOKS =
  /\b(?:ui|ux|css|styling|layout|colou?rs?|fonts?|icons?|align(?:ed|ment)?|(?:mis|not |un)-?aligned|padding|margin|spacing|styling|(?:button|font|text|image) style|z-?index|overlap(?:s|ping)?|dark mode|button text|wording|tool ?tip|logos?|favicon|footer|translations?|broken texts?|copyright|(?:broken|missing) (?:images?|links?))\b|\blooks? (?:wrong|bad|ugly|off)|darstellung|affichage|apariencia|界面|文案|レイアウト|文言|表示(?:が)?崩れ|디자인|문구/iu;

/** Spelling: where it stands beside an outage, it is the cause of it. */
export const TYPO =
  /\btypos?\b|spelling|misspel|rechtschreib|tippfehler|schreibfehler|orthograph|coquille|faute de frappe|ortogr|errata|error tipográfico|erro de digitação|опечатк|错别字|笔误|誤字|脱字|오타/iu;

/** Said of the change, not of what is wrong. */
export const OF_THE_CHANGE =
  /\b(?:(?:the|this|my|our) (?:actual )?(?:fix|change|patch|pr|pull request|diff|commit|revert)(?: itself)?|low[- ](?:risk|impact) change|refactor\w{0,4}|clean-?ups?|follow-?ups?|proper fix|long[- ]term fix|tests|docs|documentation|post-?mortem)\b/iu;

export const REGULAR_WORDS: readonly (readonly [Regular, RegExp])[] = [
  ['some-users', SOME_USERS],
  ['workaround-exists', WORKAROUND],
  ['moderate-impact', MODERATE],
  ['can-wait', CAN_WAIT],
  ['performance', PERFORMANCE],
  ['ui', LOOKS],
];
