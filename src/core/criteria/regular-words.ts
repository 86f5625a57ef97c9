// The words of what goes the regular way. Each has to be said and not denied: "no workaround" is the contrary.
import { anyOf } from './any-of.ts';
import type { Regular } from './kinds.ts';

const SOME_USERS = anyOf(
  /\b(?:only )?(?:some|a few|few|a handful of|several|certain|one|a single|\d{1,2}|two|three) (?:of (?:the|our) )?(?:users?|customers?|clients?|accounts?|people|tenants?)\b|\bedge case|\brare(?:ly)?\b|specific (?:scenario|browser|device|user)|in some cases|sometimes\b|intermittent/u,
  /(?:einige|wenige|manche|einzelne) (?:nutzer|kunden|benutzer|anwender)|(?:certains|quelques) (?:utilisateurs|clients)|algunos (?:usuarios|clientes)|alguns (?:usuários|clientes)|некоторые (?:пользователи|клиенты)|у некоторых|деяк\S{1,3} користувач|部分用户|个别用户|一部のユーザ|일부 (?:사용자|고객)/u,
);

// A workaround that does not help is none.
const WORKAROUND = anyOf(
  /work-?arounds?\b(?![^.\n]{0,30}(?:\b(?:not|no longer|without|fail\w{0,3}|tried|impossible|unavailable|unknown)\b|n['’]t\b))|can be (?:avoided|bypassed|done) (?:by|manually|another way|otherwise)|as an alternative,? (?:users|they) can/u,
  /umgehungslösung|contournement|solución alternativa|alternativa disponível|обходн\S{0,4} (?:путь|решение)|临时(?:方案|解决)|回避策|우회/u,
);

// Not "minor" alone: versions are minor, and so are fixes of what is not.
const MODERATE = anyOf(
  /(?:moderate|low|minor|small|limited|minimal) (?:impact|severity|effect|issue|bug|inconvenience|problem|glitch)|impact is (?:moderate|low|minor|small|limited)|\b(?:is|it['’]s|rather|only|just|very) minor\b|^minor$|\bcosmetic\b|\btypo\b|nice to have/u,
  /geringe auswirkung|impact (?:modéré|faible)|impacto (?:bajo|baixo|moderado)|незначител|影响较小|軽微|경미/u,
);

// Not "the next release" alone: whoever explains why it cannot wait names it too.
const CAN_WAIT =
  /\b(?:can|could|may) (?:easily |also |well )?wait\b|not urgent|no rush|no hurry|when (?:you|we) have time|(?:fine|enough|good|ok|okay) (?:for|in|with) the next (?:release|sprint|version)|kann warten|peut attendre|puede esperar|pode esperar|может подождать|可以等|待てる|기다릴 수/iu;

// "silent" and "talento" hold the French and Spanish words.
const PERFORMANCE =
  /\bperformance\b|\bslow(?:er|ness|ly)?\b|\blatency\b|\bsluggish\b|page load|langsam|(?<!\p{L})(?:lente?|lenteur|lent[oa])(?!\p{L})|медленн|慢|遅い|느[리려]/iu;

const LOOKS =
  /\b(?:ui|ux|css|styling|layout|colou?rs?|font|icons?|align(?:ed|ment)?|misaligned|padding|margin|button text|wording|tooltip)\b|\blooks? (?:wrong|bad|ugly|off)|darstellung|affichage|apariencia|界面|レイアウト|디자인/iu;

export const REGULAR_WORDS: readonly (readonly [Regular, RegExp])[] = [
  ['some-users', SOME_USERS],
  ['workaround-exists', WORKAROUND],
  ['moderate-impact', MODERATE],
  ['can-wait', CAN_WAIT],
  ['performance', PERFORMANCE],
  ['ui', LOOKS],
];
