// The words by which people tell that something important does not work, or works badly. Generous: at three in the morning nobody
// writes the policy's own terms. What `regular-words.ts` finds takes them back, except where everybody is said to be affected.
import { anyOf } from './any-of.ts';

export const OUTAGE_WORDS = anyOf(
  /\b(?:down|outage|offline|unavailable|unreachable|unusable|inaccessible|stopped working|no longer works?|crash(?:es|ed|ing)?|broken|breaks?|broke|fail(?:s|ed|ing|ure|ures)?|dead|hang(?:s|ing)?|frozen|stuck|exhausted|time[sd]?[\s-]?outs?|timing out|expired|dropped|locked out|rejected|refused|bounc(?:e|es|ed|ing))\b/u,
  /\b(?:5\d\ds?|5xx|internal server error|out of (?:memory|disk|space|connections)|disk (?:is )?full|oom|panic|exception|blank|(?:white|empty) (?:page|screen)|error rate|not ?ready|critical (?:business )?function|every minute)\b/u,
  /\b(?:did not run|never ran|(?:returns?|shows?|finds?) nothing|comes? back empty|(?:endless|infinite) (?:loop|redirects?)|redirects? (?:loop|forever|in a loop)|wrong (?:recipients?|customers?|people)|blocks? (?:all|every)|4\d\ds?(?: errors?)? (?:for|on|to|from) (?:all|every)|errors? for (?:all|every)|every (?:user|customer|request|call|page|order)s? (?:gets?|sees?|returns?)|all (?:\w{1,20} ){0,2}(?:users|customers|requests|calls|pages|orders) (?:get|see|return))/u,
  /(?:n['’]t|\bnot) (?:be )?(?:work|respond|reachable|available|load|start|open|boot|connect|send|being|sent|deliver|process|drain|going through)/u,
  /(?:can(?:no|['’])?t|can ?not|could(?:n['’]t| not)|unable to|not able to|impossible to|no (?:user|customer)s? can) (?:log ?in|sign ?(?:in|up)|check ?out|pay|order|buy|access|use|connect|open|load|save|upload|download|reach|register|book|complete|proceed|get|place|submit|send|receive|start|enter|see (?:their|any)|search)/u,
  /\b(?:nobody|no ?one|none of (?:the|our) \w{1,20}) (?:can|could|is able|gets?|receives?|sees?)\b|\bno (?:e-?mails?|orders?|payments?|messages?|jobs?|requests?|traffic) (?:go|goes|are|is|gets?|comes?|arrives?|leaves?|reach|pass)\b/u,
  /ausfall|ausgefallen|störung|(?:funktionier\w{1,3}|geht|gehen|läuft|laufen|lädt|startet|reagiert|antwortet) (?:\S{1,12} )?nicht|nicht (?:erreichbar|verfügbar|möglich|nutzbar)|niemand kann|kein \S{1,20} kann|können (?:\S{1,12} ){0,3}nicht|abgestürzt|stürzt ab|weiße seite/u,
  // Not within other words: "panneau".
  /(?<!\p{L})panne(?!\p{L})|hors service|ne (?:fonctionne|répond|marche|charge|démarre)\S{0,3} (?:pas|plus)|indisponible|inaccessible|personne ne peut|ne peu(?:t|vent) (?:pas|plus)|page blanche/u,
  /caíd[oa]|se cayó|no (?:funciona|responde|carga|arranca)|fuera de servicio|no disponible|nadie puede|no (?:se )?pued|fora do ar|não (?:funciona|responde|carrega|inicia|consegue|podem)|indisponível|ninguém consegue|caiu(?!\p{L})/u,
  // "принадлежит" (belongs) holds "лежит" (is down).
  /не (?:работа|загружа|открыва|отвеча|запуска)|недоступ|(?<!\p{L})(?:упал|падает|лежит)|никто не мо|не мо(?:гут|жет|жем)(?!\p{L})|сломал|сбой|не працю|не мож(?:уть|е)(?!\p{L})/u,
  /不可用|宕机|崩溃|瘫痪|故障|挂了|打不开|白屏|无法(?:登录|访问|使用|支付|下单|打开|连接|加载|启动|注册|提交)|不能(?:登录|访问|使用|支付|下单)|(?:支付|登录|下单|注册|接口|服务)(?:全部|一直|总是)?(?:失败|异常|报错|超时)/u,
  // "ダウンロード" (download) and "다운로드" hold the words for "down".
  /ダウン(?!ロード)|停止|障害|使え(?:ない|ません)|繋がら|つながら|(?:ログイン|決済|購入|接続|アクセス|表示|利用|注文|登録)(?:が)?(?:でき(?:ない|ません|なく)|不可|エラー)|動(?:か|作し)(?:ない|ません)|全(?:ユーザー|員|て)\S{0,10}エラー|真っ白|クラッシュ/u,
  /다운(?!로드)|장애|중단|먹통|(?:로그인|결제|접속|주문|서비스|사이트|앱|이용)(?:이|가|을|를)? ?(?:안 ?(?:돼|되|됩|됨)|불가|실패|할 수 없|못)|작동(?:하지 않| 안)|서버 오류/u,
);

/** Whoever writes this may mean everybody: enough to take "slow" or "UI" for more than it sounds. */
export const EVERYBODY =
  /\b(?:all|every|each|everyone|everybody|nobody|entire|whole|complete(?:ly)?|total(?:ly)?|(?:any|no|none of (?:the|our)) (?:user|customer|client|visitor|one\b)|anybody|anyone)|100 ?%|\b(?:alle|jeder|tous|toutes|todos|todas)\b|все|всіх|所有|全部|全员|すべて|全て|全員|모든|전체/iu;

/** Whoever writes this does mean everybody, whatever "some users" saw first. */
export const SURELY_EVERYBODY =
  /\b(?:everyone|everybody|nobody|no ?one|all (?:of )?(?:(?:the|our) )?(?:users|customers|clients|visitors|tenants|people|accounts)|every (?:user|customer|client|visitor|tenant|account)|100 ?%)(?![\p{L}\p{N}])/iu;

export const DEGRADED_WORDS =
  /sever(?:e|ely) (?:performance )?(?:degrad|slow|impact)|degrad(?:ed|ation)|major feature (?:is )?broken|extremely slow|barely (?:usable|responds)|many users/iu;
