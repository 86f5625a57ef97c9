// The words of the kinds that are emergencies whatever else is said: a workaround does not bring data back.
// Every repetition is bounded, so that hostile text stays linear. `\b` knows Latin letters without accents only.

import type { Emergency } from '../choices/emergencies.ts';
import { anyOf } from './any-of.ts';

const EXPLOITED = anyOf(
  /exploit(?:ed|ing|ation|s)?\b|vulnerabilit|\bcve-\d|security (?:breach|incident|hole|issue)|\bbreach(?:ed|es)?\b|attack(?:er|ers|ed|s)?\b|hacked|intru(?:der|sion)|\brce\b|sql injection|\bxss\b|ransom|malware|backdoor|compromised|zero[\s-]day|\bddos\b|stolen/u,
  /(?:leak|expos)(?:s|es|ed|ing)? (?:of )?(?:(?:the|our|an?|api|access|prod|production|aws|private|admin|live) ){0,3}(?:credential|token|password|secret|key|customer|user|personal|session)|(?:credential|token|password|secret|session|personal data|api key)s? (?:are |is |were |was |being |been ){0,2}(?:leak|expos)|(?:credential|token|password|secret|key)s? [^.\n]{0,20}\b(?:committed|pushed|published) to (?:an? |the )?public|(?:session|user|tenant|privacy)[ -](?:data )?leak|\bdata leak/u,
  /unauthori[sz]ed access|\bidor\b|(?:auth\w{0,12}|login|password) bypass|bypass(?:es|ed|ing)? (?:the )?(?:auth\w{0,12}|login|password)|without (?:any )?(?:authenticati\w{2}|authori[sz]ati\w{2}|logging in|a password)|any(?:one|body)(?: on the internet)? can (?:read|see|access|download|delete|edit|take over)|unauthenticated (?:access|users?|requests?)/u,
  // Somebody else's data on one's own screen is a breach, whoever calls it a bug.
  /(?:(?:\bother|another|\bwrong) (?:people|person|user|customer|client|tenant|patient|member|account)s?['’]?s?['’]?|(?:someone|somebody) else['’]?s?|strangers?['’]?) (?:personal |user['’]?s? )?(?:data|orders?|accounts?|profiles?|details|invoices?|files|messages|records|sessions?|carts?|baskets?|addresses)\b/u,
  /(?:belonging to|(?:data|accounts?|sessions?|carts?|baskets?|files?|contacts?|records?|profiles?|activit\w{1,3}|documents?|orders?|invoices?) (?:of|from)) (?:an?other|other|different) (?:users?|customers?|clients?|tenants?|organi[sz]ations?|accounts?|compan(?:y|ies))\b|cross-tenant/u,
  /sicherheitslücke|datenleck|gehackt|angegriffen|angreifer|ausgenutzt|fremde (?:daten|konten|bestellungen)/u,
  /faille|vulnérabilit|fuite de données|pirat(?:é|age)|attaquant|sous attaque/u,
  // "vazamento de memória" is a leak of memory, not of data.
  /vulnerabilidad|ataque|hackead|filtración de datos|brecha de seguridad|vazamento de (?:dados|senhas)|dados vazados|invadid|(?:sem|mesmo sem) senha|sin contraseña|sans mot de passe|ohne passwort/u,
  /уязвим|вразлив|взлом|взлама|хакер|(?<!\p{L})атак|утечк\S{0,3} (?:персональных )?данных/u,
  /漏洞|攻击|入侵|被黑|数据泄[露漏]|信息泄[露漏]|脆弱性|攻撃|漏洩|流出|不正アクセス|취약점|공격|유출|해킹/u,
);

const DATA_LOSS = anyOf(
  /data[\s-](?:loss|corruption)|\b(?:broken|inconsistent) data\b|\blost (?:during|after|in|on|with) (?:the |our |an? )?(?:\w{1,15} ){0,2}(?:migration|update|upgrade|import|sync|deploy\w{0,5}|release)|\b(?:orders|records|rows|payments|messages|invoices|bookings|events|data) (?:(?:are|is|were|just|seem to be|have gone|go) ){0,2}missing\b|\bmissing (?:orders|records|payments|invoices|bookings)\b|(?:los(?:e|es|ing|t)|corrupt(?:s|ed|ing)?|overwrit(?:e|es|ing|ten)|delet(?:es|ed|ing)|wip(?:es|ed|ing)|truncat(?:es|ed|ing)|damag(?:es|ed|ing)|destroy(?:s|ed|ing)?)[^.\n]{0,40}\b(?:data|database|orders?|records?|rows?|files?|messages?|bookings?|invoices?|uploads?|accounts?|tables?|documents?|events?|backups?)\b/u,
  /\b(?:data|orders?|records?|rows?|files?|messages?|bookings?|uploads?|documents?|events?)\b[^.\n]{0,40}\b(?:lost|vanish(?:es|ed)?|disappear(?:s|ed)?|corrupt(?:ed)?|overwritten|deleted|gone|duplicated)\b/u,
  /datenverlust|daten (?:\S{1,12} )?(?:verloren|gelöscht|überschrieben|beschädigt|weg)|(?:bestellungen|aufträge) (?:\S{1,12} )?(?:verschwinden|verloren|weg)/u,
  /perte de données|données (?:sont )?(?:perdues|effacées|écrasées|corrompues)|commandes (?:sont )?(?:perdues|disparaissent)/u,
  /pérdida de datos|perda de dados|(?:pierde|perde|borra|apaga|corrompe)\S{0,4} (?:l?os )?(?:datos|dados|pedidos)|borr(?:ó|ado|aron) (?:de )?(?:los )?(?:datos|pedidos|clientes)|apagou (?:os )?(?:dados|pedidos)|(?:datos|dados|pedidos) (?:perdidos|borrados|apagados|corruptos|corrompidos)/u,
  /потер\S{0,4} (?:данных|заказ)|втрат\S{0,4} даних|(?:данные|заказы) (?:теря|потеря|пропад|исчез|удал|затир)|повреж\S{0,6} данн/u,
  /(?:数据|订单)(?:全部|已经|都){0,2}(?:丢失|消失|损坏|被删)|データ(?:が)?(?:損失|消失|破損|消え|失われ)|注文が消え|데이터(?:가)? ?(?:손실|유실|삭제|사라)|주문이 사라/u,
);

const MONEY_AND_LAW = anyOf(
  /\b(?:double|twice|over|wrong(?:ly)?|under)[\s-]?(?:charg|bill)|(?:charg|bill|debit|deduct|invoic|refund|payout|paid|pays?\b|payment|transfer)[^.\n]{0,30}\b(?:twice|double|wrong|too much|again|several times)\b|\b(?:duplicat(?:e[ds]?|ing|ion)|double) (?:of )?(?:\w{1,15} ){0,2}(?:charg|payment|payout|invoice|bill|debit|refund|transfer)|\b(?:payment|charge|payout|invoice|refund)s? (?:are |is |being |get |were ){0,2}duplicat|(?:takes?|took|taking) (?:the )?money|money (?:is )?(?:lost|taken|missing|gone)/u,
  /(?:wrong|incorrect|miscalculated) (?:calculations? of )?(?:the )?(?:order |cart |sub-?|grand )?(?:prices?|invoices?|tax(?:es)?|vat|amounts?|payouts?|refunds?|balances?|totals? (?:calculation|in (?:tax|order|cart|invoice|checkout)))|\b(?:tax(?:es)?|vat|prices?|fees?) (?:\w{1,8} ){0,3}not (?:be(?:ing)? )?(?:calculated|charged|applied|added)|prices? (?:is |are |shows? |of )?(?:zero|0\b|free|negative)|everything is (?:for )?free/u,
  // "Legal" alone is a page of every site.
  /legal (?:emergency|violation|obligation|requirement|deadline|risk|issue|problem|order|claim|threat|action|reasons?|notice)|illegal|unlawful|(?:out of |non-?)complian(?:ce|t)|compliance (?:violation|breach|emergency|deadline|incident|failure|problem|issue)/u,
  /\b(?:gdpr|dsgvo|rgpd|lgpd|hipaa|pci(?:[\s-]dss)?|sox|ccpa|regulat(?:or|ory|ion)|lawsuit|court order|injunction|tax (?:authority|office))\b|data protection|sla breach|financial emergency/u,
  /doppelte (?:abbuchung|zahlung|rechnung|belastung)|doppelt (?:ab)?(?:gebucht|belastet|berechnet|bezahlt)|falsche (?:rechnung|preise)|rechtlich|datenschutz|bußgeld/u,
  /double facturation|(?:paiements?|débits?|prélèvements?) (?:en double|dupliqué)|(?:débit|factur|prélev)\S{1,4} (?:\S{1,12} )?(?:deux fois|en double)|illégal|obligation légale|juridique/u,
  /facturación doble|cobra\S{0,4} (?:\S{1,12} ){0,2}(?:dos veces|duas vezes|doble|em dobro)|cobros? duplicados?|cobranças? duplicadas?|(?:pagos|pagamentos|cargos) duplicados|ilegal|obligación legal|obrigação legal/u,
  /юридич|двойн\S{0,4} (?:списан|оплат|платеж)|спис\S{0,6} (?:\S{1,12} )?дважды|дважды спис|重复(?:扣款|收费|支付)|多扣|合规|违法|二重(?:請求|課金|決済)|法令|違法|이중 ?(?:결제|청구|출금)|중복 ?결제|법적|위법/u,
);

const DEPLOYMENT = anyOf(
  // "Since the release the login fails" tells when, and not what.
  /(?<!\b(?:since|after|until|before|from) (?:\S{1,12} ){0,3})(?:deploy(?:ment|ments|s)?|releases?|rollouts?|pipelines?|builds?)\b[^.,;\n]{0,40}\b(?:fail|fails|failed|failing|broken|blocked|impossible|stuck|stops?|red|crash)|(?:can(?:no|['’])?t|can ?not|unable to|impossible to|nobody can|no one can) (?:deploy|release|roll out|ship)|deployment failure|(?:deploy(?:ment|ments|s)?|releases?|rollouts?|pipelines?|builds?) (?:(?:has|have|had|is|are|was) )?(?:fail(?:s|ed|ing|ures?)|stuck|blocked)\b/u,
  /\b(?:breaks?|broke|broken|breaking|blocks?|blocking|un-?break|failed|failing) (?:(?:the|our|all|every|production|prod) ){0,3}(?:deploy(?:s|ments?|ing)?|releases?|rollouts?|pipelines?|builds?)\b/u,
  // An app that crashes on start is a broken function; a process that never comes up is a deployment that failed.
  /crash[\s-]?loop|(?:pods?|containers?|services?|servers?|instances?|process(?:es)?|workers?|replicas?|api|image)\b[^.\n]{0,30}(?:(?:fails?|failing|refuses|unable) to start|(?:crash(?:es|ing)?|fails?|failing) (?:on|at|during) (?:start|boot)|(?:does not|doesn['’]t|won['’]t|not) start)/u,
  /(?:deployment|bereitstellung|auslieferung)\S{0,4} (?:\S{1,12} ){0,3}(?:schl(?:ägt|agen)|scheiter|fehl|unmöglich)|déploiement[^.\n]{0,30}(?:échou|impossible)|(?:despliegue|implantação|deploy)[^.\n]{0,30}(?:fall|falh|imposible|impossível|bloquead)/u,
  /(?:депло|релиз|развёртыван|развертыван)\S{0,4} (?:\S{1,12} ){0,2}(?:не |пада|упал|слом|невозм)|(?:部署|发布|上线)(?:全部|一直|总是)?失败|无法(?:部署|发布|上线)|(?:デプロイ|リリース)(?:が|に|で)?(?:失敗|でき(?:ない|ません|な)|コケ|こけ|転け)|배포(?:가)? ?(?:실패|불가|안 ?[돼되됩])/u,
);

/** In the order in which they count. */
export const SEVERE_WORDS: readonly (readonly [Emergency, RegExp])[] = [
  ['exploited-vulnerability', EXPLOITED],
  ['data-loss', DATA_LOSS],
  ['financial-legal-compliance', MONEY_AND_LAW],
  ['deployment-failure', DEPLOYMENT],
];

/** What an outage costs, too. */
export const LOST_REVENUE: readonly (readonly [Emergency, RegExp])[] = [
  [
    'financial-legal-compliance',
    /\b(?:revenue|financial) (?:loss|impact)|los(?:e|es|ing|t)[^.\n]{0,20}\b(?:money|revenue|sales|€|\$)/iu,
  ],
];
