// The words by which people tell what kind of emergency it is, or that it is none. Generous towards emergencies: at three in the
// morning nobody writes the policy's own terms. Every repetition is bounded, so that hostile text stays linear.
import type { Emergency, Regular } from './kinds.ts';

/** Kinds that are emergencies whatever else is said: a workaround does not bring data back. In the order in which they count. */
export const SEVERE_WORDS: readonly (readonly [Emergency, RegExp])[] = [
  [
    'exploited-vulnerability',
    /exploit(?:ed|ing|ation|s)?\b|vulnerabilit|\bcve-\d|security (?:breach|incident|hole|issue)|\bbreach(?:ed|es)?\b|attack(?:er|ers|ed|s)?\b|hacked|intru(?:der|sion)|\brce\b|sql injection|\bxss\b|leak(?:s|ed|ing)? (?:of )?(?:credential|token|password|secret|key|customer|user|personal|session)|(?:credential|token|password|secret|session|personal data)s? (?:are |is |were |was |being )?(?:leak|expos)|unauthori[sz]ed access|ransom|sicherheitslücke|faille|vulnérabilit|vulnerabilidad|vulnerabilidade|уязвим|вразлив|漏洞|攻击|脆弱性|취약점/iu,
  ],
  [
    'data-loss',
    /data[\s-](?:loss|corruption)|(?:los(?:e|es|ing|t)|corrupt(?:s|ed|ing)?|overwrit(?:e|es|ing|ten)|delet(?:es|ed|ing)|wip(?:es|ed|ing)|truncat(?:es|ed|ing)|damag(?:es|ed|ing)|destroy(?:s|ed|ing)?)[^.\n]{0,40}\b(?:data|database|orders?|records?|rows?|files?|messages?|bookings?|invoices?|uploads?|accounts?|tables?|documents?|events?|backups?)\b|\b(?:data|orders?|records?|rows?|files?|messages?|bookings?|uploads?|documents?|events?)\b[^.\n]{0,40}\b(?:lost|vanish(?:es|ed)?|disappear(?:s|ed)?|corrupt(?:ed)?|overwritten|deleted|gone|duplicated)\b|datenverlust|perte de données|pérdida de datos|perda de dados|потер\S{0,4} данных|втрат\S{0,4} даних|数据丢失|データ(?:損失|消失|破損)|데이터 (?:손실|유실)/iu,
  ],
  [
    'financial-legal-compliance',
    /\b(?:double|twice|over|wrong(?:ly)?|under)[\s-]?charg|charg(?:e|es|ed|ing)[^.\n]{0,30}\b(?:twice|double|wrong|too much|again)\b|(?:takes?|took|taking) (?:the )?money|money (?:is )?(?:lost|taken|missing|gone)|wrong (?:price|invoice|tax|amount|payout|refund|balance)|\b(?:revenue|financial) (?:loss|impact)|los(?:e|es|ing|t)[^.\n]{0,20}\b(?:money|revenue|sales|€|\$)|\b(?:gdpr|dsgvo|hipaa|pci(?:[\s-]dss)?|sox|ccpa|legal|compliance|regulat(?:or|ory|ion)|lawsuit|court order|injunction)\b|data protection|sla breach|financial emergency|doppelt (?:ab)?gebucht|rechtlich|double facturation|légal|facturación doble|cobr\S{0,6} (?:dos veces|duas vezes|em dobro)|юридич|двойн\S{0,4} списан|重复扣款|合规|二重(?:請求|課金)|이중 (?:결제|청구)/iu,
  ],
  [
    'deployment-failure',
    /(?:deploy(?:ment|ments|s)?|releases?|rollouts?|pipelines?|builds?)\b[^.\n]{0,40}\b(?:fail|fails|failed|failing|broken|blocked|impossible|stuck|crash)|(?:can(?:no|['’])?t|cannot|unable to|impossible to|nobody can|no one can) (?:deploy|release|roll out|ship)|deployment failure|crash\s?loop|(?:fails?|failing|crash(?:es)?|refuses) (?:to start|on start|at start|on boot|at boot)|bereitstellung\S{0,6} (?:schl|fehl)|déploiement[^.\n]{0,30}échou|despliegue[^.\n]{0,30}fall|部署失败|デプロイ(?:が)?失敗|배포 실패/iu,
  ],
];

/** Signs that something important does not work. Weak on their own: what follows in `REGULAR_WORDS` takes them back. */
export const OUTAGE_WORDS =
  /\b(?:down|outage|offline|unavailable|unreachable|unusable|inaccessible|not (?:working|responding|reachable|available|loading)|stopped working|no longer works?|does(?:n['’]t| not) (?:work|load|respond|start|open)|crash(?:es|ed|ing)?|broken|breaks?|broke|fail(?:s|ed|ing|ure|ures)?|dead|hang(?:s|ing)?|frozen|stuck|exhausted|time[sd]?[\s-]?outs?|timing out|5\d\d(?:s|\b)|5xx|internal server error|out of memory|\boom\b|panic|exception|blank|white (?:page|screen)|expired|did not run|never ran|(?:returns?|shows?|finds?) nothing|comes? back empty|(?:endless|infinite) loop|wrong recipients?|blocks? (?:all|every)|error rate|errors? for (?:all|every)|locked out|rejected|refused)\b|(?:can(?:no|['’])?t|cannot|unable to|nobody can|no one can|no (?:user|customer)s? can|impossible to) (?:log ?in|sign ?in|sign ?up|check ?out|pay|order|buy|access|use|connect|open|load|save|upload|reach|register|book|complete|proceed|get)|critical (?:business )?function|every minute|ausfall|ausgefallen|funktioniert nicht|geht nicht|nicht erreichbar|panne|hors service|ne fonctionne (?:pas|plus)|indisponible|caíd[oa]|no funciona|fuera de servicio|fora do ar|não funciona|indisponível|не работает|недоступ|упал|лежит|не працює|不可用|宕机|崩溃|无法(?:登录|访问|使用)|ダウン|停止|使えない|障害|다운|장애|중단|접속 불가/iu;

/** Whoever writes this means everybody. */
export const EVERYBODY =
  /\b(?:all|every|each|everyone|everybody|any|no|none|nobody|100 ?%|entire|whole|complete(?:ly)?|total(?:ly)?)\b|\b(?:alle|jeder|tous|toutes|todos|todas|все|всіх)\b|所有|全部|全员|すべて|全て|全員|모든|전체/iu;

export const DEGRADED_WORDS =
  /sever(?:e|ely) (?:degrad|slow|impact)|degrad(?:ed|ation)|major feature (?:is )?broken|extremely slow|barely (?:usable|responds)|many users/iu;

/** What goes the regular way. Each has to be said, not denied: "no workaround" is the contrary. */
export const REGULAR_WORDS: readonly (readonly [Regular, RegExp])[] = [
  [
    'some-users',
    /\b(?:only )?(?:some|a few|few|a handful of|several|certain|one|a single|\d{1,2}|two|three) (?:of (?:the|our) )?(?:users?|customers?|clients?|accounts?|people|tenants?)\b|\bedge case|\brare(?:ly)?\b|specific (?:scenario|browser|device|user)|in some cases|sometimes\b|intermittent|einige (?:nutzer|kunden)|certains (?:utilisateurs|clients)|algunos usuarios|alguns usuários|некоторые пользователи|部分用户|一部のユーザ|일부 사용자/iu,
  ],
  [
    'workaround-exists',
    /work-?arounds?\b|can be (?:avoided|bypassed|done) (?:by|manually|another way|otherwise)|as an alternative,? (?:users|they) can|umgehungslösung|contournement|solución alternativa|alternativa disponível|обходн\S{0,4} (?:путь|решение)|临时(?:方案|解决)|回避策|우회/iu,
  ],
  [
    'moderate-impact',
    /(?:moderate|low|minor|small|limited|minimal) (?:impact|severity|effect|issue|bug|inconvenience)|impact is (?:moderate|low|minor|small|limited)|\bminor\b|\bcosmetic\b|\btypo\b|nice to have|geringe auswirkung|impact (?:modéré|faible)|impacto (?:bajo|moderado|baixo)|незначител|影响较小|軽微|경미/iu,
  ],
  [
    'can-wait',
    // Not "the next release" alone: whoever explains why it cannot wait names it too.
    /\b(?:can|could|may) (?:easily |also |well )?wait\b|not urgent|no rush|no hurry|when (?:you|we) have time|(?:fine|enough|good|ok|okay) (?:for|in|with) the next (?:release|sprint|version)|kann warten|peut attendre|puede esperar|pode esperar|может подождать|可以等|待てる|기다릴 수/iu,
  ],
  [
    'performance',
    /\bperformance\b|\bslow(?:er|ness|ly)?\b|\blatency\b|\bsluggish\b|page load|langsam|lent(?:e|eur)?\b|lent[oa]\b|медленн|慢|遅い|느림/iu,
  ],
  [
    'ui',
    /\b(?:ui|ux|css|styling|layout|colou?rs?|font|icons?|align(?:ed|ment)?|misaligned|padding|margin|button text|wording|tooltip)\b|\blooks? (?:wrong|bad|ugly|off)|darstellung|affichage|apariencia|界面|レイアウト|디자인/iu,
  ],
];

/** "No workaround", "not only some users", "cannot wait", "without a workaround". Stands right before the words. */
export const DENIAL =
  /(?:\b(?:no|not|isn['’]t|without|never|cannot|can['’]t|can not|neither|nor|kein\w{0,2}|nicht|ohne|aucun|pas de|sans|sin|sem|нет|без)\b|没有|無|ない)[\s\w,-]{0,16}$/iu;
