// The words by which people tell that it hits everybody, or all of it.
import { anyOf } from './any-of.ts';
import { DOWN } from './outage-words.ts';

/** Whoever writes this may mean everybody: enough to take "slow" or "UI" for more than it sounds. */
export const EVERYBODY =
  /\b(?:(?<=\b(?:for|to|by|on|at) )all(?=\s{0,3}(?:[.,;!?)]|$))|everything|everyone|everybody|nobody|entire|whole|(?<!to )complete(?:ly)?|total(?:ly)?|(?:any|no|none of (?:the|our)) (?:users?|customers?|clients?|visitors?|one)|anybody|anyone)(?!\p{L})|100 ?%|\b(?:alle|jeder|tous|toutes|todos|todas)\b|все|всіх|所有|全部|全员|すべて|全て|全員|모든|전체/iu;

/** Whoever writes this does mean everybody, whatever "some users" saw first. */
export const SURELY_EVERYBODY = anyOf(
  /\b(?:(?:everyone|everybody)(?! else)|nobody|no ?one|none of (?:the|our) (?:users|customers|clients)|all (?:of )?(?:(?:the|our) )?(?:users|customers|clients|visitors|tenants|people|accounts|requests|calls|pages|orders|devices|pods|logins|payments|traffic)|every (?:single )?(?:user|customer|client|visitor|tenant|account|request|call|page|order|device|pod|login|payment|message|job)|100 ?%|(?:half|a third|two thirds|[2-9]\d ?%) of (?:all |the |our ){0,2}(?:users|customers|requests|calls|orders|payments|traffic|logins))(?![\p{L}\p{N}])/u,
  /\b(?:all|every) (?:\w{1,15} ){1,2}(?=(?:fail(?:s|ed)?|crash(?:es|ed)?|tim(?:e|es|ed) out|breaks?|errors?|returns? 5\d\d|(?:is|are) (?:failing|down|broken|stuck|rejected|unusable))\b)/u,
  /\b(?:alle[nr]? (?:nutzer|benutzer|kunden|anwender)\w{0,2}|niemand|kein(?:er|e)? (?:nutzer|benutzer|kunde|anwender)\w{0,2}|bei (?:jede[rmn]|allen) \p{L}{1,20})(?!\p{L})/u,
  /(?<!\p{L})(?:tous les (?:utilisateurs|clients)|plus personne|personne (?:ne|n['’])|aucun (?:utilisateur|client) (?:ne|n['’]))/u,
  /(?<!\p{L})(?:todos (?:los|os) (?:usuarios|usuários|clientes)|nadie|ninguém|ningún (?:usuario|cliente)|nenhum (?:usuário|cliente))(?!\p{L})/u,
  /(?<!\p{L})(?:все(?:х|м|ми)? (?:пользовател|клиент)|никто|всі(?:х|м)? (?:користувач|клієнт)|ніхто)/u,
  /(?:所有|全部|全体)(?:用户|客户|人)|全员|全(?:ての)?ユーザ|全員|誰も|모든 (?:사용자|고객|유저|이용자)|전체 (?:사용자|고객|유저)|아무도/u,
);

/** A system as a whole, or production by name. The outage itself stands beside it in the sentence. */
export const WHOLE = anyOf(
  new RegExp(
    `\\b(?:prod(?:uction)?|(?:web ?)?site|shop|store|app|application|apis?|services?|servers?|systems?|platform|database|db|cluster|back-?end|gateway|home ?page|log-?in|checkout|everything)\\b[^.,;\\n]{0,20}(?:${DOWN.source}|\\b(?:offline|unreachable|inaccessible|unavailable|dead)\\b)`,
    'u',
  ),
  /\b(?:in|on) (?:prod|production)\b|\b(?:prod|production) (?:is |are |was |currently |completely ){0,2}(?:broken|outage|down|blocker)|\b(?:breaks?|broke) (?:prod|production|the (?:whole |entire )?(?:site|app|shop))\b|(?<!planned )\boutages?\b(?! (?:page|banner|report|notes?|message|window|plan|simulat)\w{0,3}\b)|\bnothing (?:works|loads|answers|responds)\b/u,
  /\ben (?:prod|production|producción)\b|\bem (?:prod|produção)\b|\bin (?:der )?produktion\b|(?:в|на) прод(?!\p{L})|线上|生产环境|本番|운영 ?(?:서버|환경)|프로덕션/u,
);
