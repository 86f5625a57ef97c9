// The words by which a template's intention is read, in the languages teams write templates in.
//
// Each list is compared with a normalised key (lower case, no punctuation). `*` ends a stem ("option*" is "optional" and
// "optionnel"); words of scripts written without spaces are found anywhere in the key. A wrong word here makes a red
// check at night, so a list holds only words that seldom mean anything else; what no list knows stays required text.

import { anyWordOf } from './word-list.ts';

/** Not everybody has to answer: on a heading, a label, an item, a comment. */
export const saysOptional = anyWordOf(
  'optional|optionally|if applicable|if any|if needed|if necessary|if required|if relevant|if available|if possible|if known|if so|if yes',
  'where applicable|where relevant|where practical|where feasible|where needed|when applicable|when relevant|as applicable|as needed|only if|not required|nice to have',
  'conditional|delete if|remove if|delete this section|remove this section|delete this entire section|remove this entire section|delete the entire section|remove the entire section|delete this whole section|remove this whole section|usage instructions|how to use this template|how to work with this template|remove this block|remove unused|delete unused|remove if not|skip if|leave blank|leave empty',
  'falls zutreffend|wenn zutreffend|falls nötig|falls notwendig|falls erforderlich|falls vorhanden|falls möglich|falls relevant|bei bedarf|gegebenenfalls|ggf|freiwillig|optionale*|nur wenn|nur falls',
  'facultati*|optionnel*|si applicable|si nécessaire|si besoin|si possible|si pertinent|le cas échéant|s il y a lieu|uniquement si|seulement si|éventuel*',
  'opcional*|si aplica|si corresponde|si procede|si es necesario|si fuera necesario|si existe*|si hay|solo si|sólo si|en su caso',
  'se aplicável|se aplicavel|se houver|se necessário|se necessario|se for o caso|se possível|se possivel|caso aplicável|caso necessário|somente se|apenas se|quando aplicável',
  'facoltativ*|opzional*|se applicabile|se necessario|se presente|se possibile|solo se|eventual*',
  'опциональн*|необязательн*|не обязательн*|если применимо|если есть|если нужно|если необходимо|при необходимости|при наличии|если она существует|если он существует|по возможности|только если',
  'необов язков*|опційн*|якщо є|якщо потрібно|якщо застосовно|за потреби|за наявності|лише якщо|тільки якщо',
  'opcjonaln*|nieobowiązkow*|jeśli dotyczy|jeżeli dotyczy|jeśli potrzebne|jeśli to konieczne|w razie potrzeby|o ile|tylko jeśli',
  'isteğe bağlı|opsiyonel|varsa|gerekirse|gerekliyse|uygunsa|mümkünse|sadece eğer|yalnızca',
  'tùy chọn|không bắt buộc|nếu có|nếu cần|nếu áp dụng|nếu phù hợp|nếu thay đổi|khi cần thiết|chỉ khi',
  'opsional|jika ada|jika applicable|jika perlu|jika diperlukan|jika berlaku|jika memungkinkan|kalau ada|bila ada|bila perlu|hanya jika|centang jika',
  '可选|可選|选填|選填|如有|如果有|若有|如适用|如適用|如需|视情况|視情況|如必要|必要时|必要時|若触及|若无可|非必填|不强制|按需',
  '任意|必要に応じて|あれば|該当する場合|該当すれば|ある場合|必要な場合|可能であれば|省略可',
  '선택 사항|선택사항|선택적|필요 시|필요시|필요하다면|필요한 경우|있으면|있는 경우|경우에만|있다면|있을 경우|해당 시|해당되는 경우|해당하는 경우|해당 없으면|옵션|없으면 삭제|없다면',
);

/** An item or a section that opens with a condition ("If this is a temporary fix, …"). Compared with the key's start. */
export function opensWithCondition(key: string): boolean {
  return (
    /^(?:if|when applicable|falls|wenn|si|se|quando|если|при наличии|якщо|jeśli|jeżeli|eğer|nếu|jika|kalau|bila) /u.test(
      key,
    ) || /^(?:若|如果|如有|もし|만약)/u.test(key)
  );
}

/** A condition in parentheses behind a heading's or a label's words: "Security (if security fix)". Compared with the text itself. */
export function hasCondition(text: string): boolean {
  if (/[(（](?:[^()（）]{1,40} only|\s?(?:선택|任意|可选|可選))\s?[)）]/i.test(text)) return true;
  return /[(（]\s*(?:only )?(?:if|when|falls|wenn|nur|si|sólo si|solo si|se|apenas se|если|якщо|jeśli|jeżeli|eğer|nếu|jika|若|如果|如|if any)(?=[\s,]|[\p{Script=Han}])/iu.test(
    text,
  );
}

/** "For feature pull requests": whoever sends another kind has nothing to say here. */
export function namesOneKind(key: string): boolean {
  return /^for (?!hotfix|hot fix|emergency|urgent|all )(?:[\p{L}\d]{1,20} ){1,3}(?:prs?|mrs?|pull requests?|merge requests?|changes|fixes|features|releases|bugs)(?: only)?$/u.test(
    key,
  );
}

/** A prompt's end that leaves the answer to those who have one. Not "if needed": a rollback is described if needed. */
const OPTIONAL_END =
  /(?: |^)(?:if available|if any|if applicable|if known|if relevant|if it exists|falls vorhanden|wenn vorhanden|falls bekannt|s il y en a|si disponible|si applicable|si existe|si hay|si aplica|se houver|se aplicável|se disponível|se presente|se disponibile|если есть|при наличии|якщо є|jeśli dotyczy|jeśli jest|varsa|nếu có|jika ada)$|(?:如有|若有|如适用|あれば|ある場合|있으면|있다면|있는 경우|경우에만(?: 작성)?)$/u;

export function endsOptional(key: string): boolean {
  return OPTIONAL_END.test(key);
}

/** Headings that invite more words but never need any. Short headings only: the whole heading is about extras. */
export const saysExtra = anyWordOf(
  'additional|further|other comment*|other info*|other note*|anything else|extra|notes|remarks|misc|miscellaneous|appendix|supporting information|screenshot*|screen shot*|screenshots',
  'zusätzlich*|weitere*|sonstiges|anmerkung*|bemerkung*|hinweise|notizen',
  'supplémentaire*|complémentaire*|remarques|autres|captures d écran|divers',
  'adicional*|notas|observaciones|comentarios|otros|capturas de pantalla|información extra',
  'adicionais|observações|observacoes|comentários|outros|capturas de tela',
  'aggiuntiv*|altre|osservazioni',
  'дополнительн*|примечани*|комментари*|прочее|скриншот*',
  'додатков*|примітк*|коментар*|інше|скріншот*',
  'dodatkow*|uwagi|notatki|inne|zrzuty ekranu',
  'ek bilgi|ek bilgiler|ek notlar|notlar|diğer|ekran görüntü*',
  'thông tin thêm|thông tin bổ sung|ghi chú|bổ sung|hình ảnh|ảnh chụp',
  'tambahan|catatan|lainnya|tangkapan layar|keterangan lain',
  '备注|備註|补充|補充|附加|其他说明|截图|截圖',
  '補足|備考|その他|追加情報|スクリーンショット|メモ',
  '추가 메모|추가 정보|추가 사항|참고 사항|참고사항|비고|기타|메모|스크린샷|관련 화면',
);

/** Headings under which a template explains: what stands there in plain sentences asks for nothing. */
export const saysGuidance = anyWordOf(
  'guidance|guideline|guidelines|rules|rule|conventions|convention|reminder|reminders|good to know|please note|before you start',
  'hinweis zum|regeln|leitfaden|règles|consignes|rappel|reglas|pautas|regras|diretrizes|regole|linee guida|правила|zasady|kurallar|quy tắc|aturan',
  '规则|規則|规范|指南|须知|ルール|ガイドライン|注意書き|규칙|가이드',
);

/** Everybody has to answer, whatever else the heading says. */
export const saysMandatory = anyWordOf(
  'mandatory|required|obligatory|pflicht*|erforderlich|obligatoire|obligatorio|obligatoria|obrigatório|obrigatória|obbligatorio|обязательн*|обов язков*|obowiązkow*|zorunlu|bắt buộc|wajib',
  '必填|必須|必须|필수',
);

/** What comes after the merge, or is somebody else's to do than the author's. On a heading or a lead-in. */
export const saysAfter = anyWordOf(
  'post deploy*|post merge*|post release*|post incident*|post hotfix*|post fix*|post action*|postdeploy*|postmerge*|post mortem|postmortem',
  'after deploy*|after merg*|after the merge|after release*|after approval|after the hotfix|after the incident|after the fix|once merged|once deployed',
  'follow up|follow ups|followup|followups|next steps|long term|short term|next sprint|this sprint|this quarter|next quarter',
  'nach deploy*|nach dem deploy*|nach dem merge*|nach dem release*|nach merge|nachbereitung|folgeaufgaben|nachverfolgung|nächste schritte',
  'après déploiement|après le déploiement|après merge|après le merge|après fusion|après la fusion|post déploiement|post fusion|suivi|prochaines étapes',
  'después del despliegue|después del deploy|después del merge|tras el despliegue|tras el merge|post despliegue|posterior al despliegue|seguimiento|próximos pasos|acciones posteriores',
  'pós deploy|pos deploy|pós merge|pos merge|após o merge|após merge|após o deploy|após deploy|após a implantação|pós implantação|próximos passos|acompanhamento',
  'dopo il deploy|dopo il merge|dopo il rilascio|post rilascio|prossimi passi',
  'после деплоя|после мержа|после merge|после слияния|после релиза|после развертывания|после развёртывания|после выкладки|дальнейшие действия|последующие',
  'після деплою|після мержу|після злиття|після релізу|після розгортання|подальші дії|наступні кроки',
  'po wdrożeniu|po merge|po scaleniu|po wydaniu|kolejne kroki|następne kroki',
  'dağıtım sonrası|deploy sonrası|merge sonrası|birleştirme sonrası|yayın sonrası|sonraki adımlar|takip',
  'sau khi deploy|sau khi merge|sau khi triển khai|sau khi hợp nhất|sau triển khai|theo dõi sau',
  'setelah deploy|setelah merge|setelah rilis|pasca deploy|pasca merge|pasca rilis|tindak lanjut|langkah selanjutnya',
  '部署后|部署後|上线后|上線後|合并后|合併後|发布后|發布後|后续|後續|跟进|跟進|事后|事後',
  'デプロイ後|リリース後|マージ後|反映後|フォローアップ|事後対応|今後の対応',
  '배포 후|배포후|병합 후|머지 후|릴리스 후|릴리즈 후|후속|사후|develop 반영|dev 반영|브랜치 반영|추후',
);

/** Boxes under these are ticked while or after it ships, or when the action is done. Not said of text: a plan is written before. */
export function ticksLater(heading: string): boolean {
  return SHIPPING(heading) || ACTIONS(heading);
}

const ACTIONS = anyWordOf(
  'action item|action items|corrective action*|preventive action*|preventative action*|prevention action*|prevention measures|preventive measures|remediation items|improvement actions',
  'maßnahmen|folgemaßnahmen|actions correctives|actions préventives|plan d action|acciones correctivas|acciones preventivas|acciones de mejora|ações preventivas|acoes preventivas|ações corretivas|azioni correttive|azioni preventive',
  'корректирующие действия|план действий|меры|коригувальні дії|działania naprawcze|działania zapobiegawcze|aksiyonlar|hành động khắc phục|tindakan perbaikan|改进措施|改進措施|预防措施|行动项|再発防止策|再発防止|アクションアイテム|재발 방지|개선 조치|액션 아이템',
);

const SHIPPING = anyWordOf(
  'deployment steps|deployment plan|release steps|deploy steps|deployment timeline|verification timeline|success metrics|success criteria|metrics to watch|metrics to monitor|key metrics|rollback trigger*|monitoring timeline|monitoring',
  'bereitstellungsschritte|étapes de déploiement|plan de déploiement|pasos de despliegue|plan de despliegue|passos de deploy|plano de deploy|шаги деплоя|план деплоя|kroki wdrożenia|các bước triển khai|langkah deploy',
  '部署步骤|上线步骤|デプロイ手順|リリース手順|배포 절차|배포 순서|배포 계획',
);

/** Somebody else than the author ticks or writes here. On a heading only: "reviewer" in an item is often an address. */
export const saysOthers = anyWordOf(
  'reviewer|reviewers|for reviewers|for the reviewer|reviewer checklist|review process|operator|operators|approver|approvers|approval|approvals|sign off|signoff|authorization|authorisation|agent review|required approvals|qa sign off|maintainer|maintainers|maintainer checklist',
  'prüfer|reviewer innen|freigabe|freigaben|genehmigung*',
  'relecteur|relecteurs|approbation|approbations|validation requise',
  'revisor|revisores|aprobación|aprobaciones|revisión requerida',
  'aprovação|aprovações|aprovadores',
  'revisore|revisori|approvazione|approvazioni',
  'ревьюер*|для ревьюера|согласовани*|утверждени*|апрув*',
  'рев юер*|рецензент*|затвердження|погодження',
  'recenzent*|zatwierdzeni*|akceptacja',
  'gözden geçiren|onay|onaylar|onaylayan',
  'người đánh giá|người review|phê duyệt|dành cho reviewer',
  'persetujuan|penyetuju',
  '审核人|審核人|审批|審批|评审人|評審人|评审者|审阅者|审核者|批准',
  'レビュアー|レビュワー|レビューア|承認',
  '리뷰어|승인|검토자 체크',
);

/** The author's own side of a form that also has the others'; takes precedence over `saysOthers`. */
export const saysAuthor = anyWordOf(
  'information for|info for|notes for|note for|notes to|note to|context for|questions for|instructions for|notas para|infos pour|infos für|hinweise für|информация для|заметки для|author|developer|developers|submitter|before requesting|before review|before merge|before merging|pre merge|pre deployment|pre deploy|before deploy*|before submitting|author checklist',
  'autor|autora|vor dem merge|vor merge|vor dem deployment|auteur|avant merge|avant fusion|antes del merge|antes de merge|antes do merge|antes de enviar|pre despliegue|перед merge|перед мержем|до мержа|перед слиянием|перед релизом|автор',
  'перед злиттям|przed merge|przed scaleniem|merge öncesi|deploy öncesi|trước khi|sebelum merge|sebelum deploy|合并前|合併前|部署前|上线前|提交前|マージ前|デプロイ前|リリース前|배포 전|병합 전|머지 전',
);

/** "It does not apply" as a whole answer, and "none". */
const NOT_APPLICABLE = new Set(
  (
    'n a|na|not applicable|does not apply|doesn t apply|none|nothing|nil|no|not needed|not required|not relevant|not available|nope|none needed|' +
    'keine|keiner|keines|nichts|entfällt|nicht zutreffend|nicht anwendbar|nicht nötig|nein|k a|' +
    'aucun|aucune|rien|néant|sans objet|non applicable|s o|non|' +
    'ninguno|ninguna|nada|no aplica|no procede|n d|' +
    'nenhum|nenhuma|não|nao|não se aplica|nao se aplica|' +
    'nessuno|nessuna|niente|non applicabile|' +
    'нет|не применимо|неприменимо|не требуется|отсутствует|отсутствуют|н д|' +
    'немає|ні|не застосовується|не потрібно|' +
    'brak|nie dotyczy|nie|żaden|żadne|' +
    'yok|hayır|uygulanamaz|geçerli değil|gerekli değil|' +
    'không|không có|không áp dụng|không cần|' +
    'tidak ada|tidak|tidak berlaku|tidak perlu|' +
    '无|無|没有|沒有|不适用|不適用|不涉及|暂无|暫無|否|' +
    'なし|無し|該当なし|特になし|ありません|不要|' +
    '없음|없습니다|해당 없음|해당없음|해당사항 없음|아니오|필요 없음|no response'
  ).split('|'),
);

export function saysNotApplicable(key: string): boolean {
  return NOT_APPLICABLE.has(key);
}

/** Words people leave behind meaning to come back. Compared with the whole answer's key, so "fix the todo list" is none. */
const UNFINISHED = new Set(
  (
    'tbd|tba|todo|to do|to be done|to be determined|to be defined|to be filled|to be added|fixme|wip|work in progress|fill me|fill in|fill me in|fill this|placeholder|xxx|xxxx|xx|asdf|asdfasdf|asd|qwerty|foo|test test|lorem ipsum|coming soon|' +
    'offen|folgt|wird nachgereicht|noch offen|à compléter|à définir|à faire|por definir|pendiente|por completar|a definir|pendente|a preencher|da definire|da fare|da compilare|' +
    'уточняется|уточнить|будет позже|заполнить|позже|уточнюється|буде пізніше|заповнити|do uzupełnienia|do ustalenia|yapılacak|belirlenecek|doldurulacak|cập nhật sau|bổ sung sau|menyusul|belum ada|' +
    '待定|待补充|待補充|待填写|待填寫|待确认|未定|後で|あとで|追記予定|記入予定|작성 예정|미정|추후 작성|작성 중'
  ).split('|'),
);

export function saysUnfinished(key: string): boolean {
  return UNFINISHED.has(key);
}

/** Kinds of answer, by the words of a label, a prompt or a hint. Only words that leave no doubt. */
export const asksDate = anyWordOf(
  'timestamp|date|date time|datetime|start time|end time|time utc|started at|detected at|resolved at|impact start|incident start|incident end|detected|discovered|issue detected|issue discovered|issue reported|discovered at|reported at|fixed at|found at|occurred at|first seen|due|due date|deadline|when incident occurred|when bypass was used|authorization time|yyyy mm dd|yyyy mm dd hh mm|hh mm',
  'datum|zeitpunkt|uhrzeit|zeitstempel|horodatage|date et heure|heure de début|fecha|fecha y hora|hora de inicio|data hora|data e hora|horário|дата|дата и время|время начала|дата та час|час початку|data i czas|data i godzina|tarih|tarih saat|ngày giờ|thời gian bắt đầu|tanggal|waktu mulai',
  '发生时间|發生時間|开始时间|開始時間|时间戳|日期|発生日時|日時|日付|開始時刻|발생 시각|발생 시간|발생 일시|일시|날짜|최초 확인 시점',
);
/** A prompt that opens with "when". */
export function opensWithWhen(key: string): boolean {
  return /^(?:when|wann|quand|cuándo|cuando|quando|когда|коли|kiedy|ne zaman|khi nào|kapan)(?: |$)|^(?:何时|何時|什么时候|いつ|언제)/u.test(
    key,
  );
}

export const asksDuration = anyWordOf(
  'duration|total duration|downtime duration|total incident duration|how long|time to fix|time to resolve|dauer|durée|duración|duração|duracao|durata|длительность|продолжительность|тривалість|czas trwania|süre|thời lượng|durasi',
  '持续时间|持續時間|時長|时长|継続時間|所要時間|소요 시간|지속 시간|예상 리뷰 소요 시간',
);
export const asksPerson = anyWordOf(
  'owner|author|reporter|reported by|authorized by|authorised by|approved by|reviewed by|assignee|commander|incident commander|incident commander name|person who made the change|who made the change|verantwortlich*|responsable|autorisé par|autorizado por|responsável|responsabile|ответственный|відповідальний|odpowiedzialny|sorumlu|người phụ trách|penanggung jawab',
  '负责人|負責人|担当者|담당자|작성자|name',
);
export const asksUrl = anyWordOf(
  'url|link|links|lien|enlace|ссылка|посилання|bağlantı|liên kết|tautan|链接|連結|リンク|링크',
);
export const asksIssue = anyWordOf(
  'issue|issues|issue number|incident number|incident tracking number|incident id|incident reference|ticket|ticket id|bug id|issue id|related issue|related issues|incident ticket|jira ticket|issue number|inc|hotfix id',
  'ticketnummer|vorfallnummer|numéro de ticket|numéro d incident|número de incidencia|número de ticket|número do ticket|задача|тикет|номер инцидента|zgłoszenie|numer zgłoszenia|talep|mã sự cố|nomor tiket',
  '关联问题|关联 issue|相关问题|工单|关联工单|関連issue|関連チケット|チケット|이슈 번호|관련 이슈|이슈번호',
);
/** A prompt that opens by telling its author to write: "Describe …", "Please include …". Compared with the key's start. */
const TELLS =
  /^(?:(?:please|bitte|por favor|пожалуйста) )?(?:briefly |clearly |shortly )?(?:describe|explain|summari[sz]e|outline|provide|include|give|state|write|list (?:the|all|any|every|each|your|which)|tell us|short description|brief description|a brief|beschreib|erklär|fasse|décri|expliqu|résum|describ|explic|explíc|resum|descrev|descriv|spiega|riassum|опиш|объясн|поясн|opisz|wyjaśni|açıkla|mô tả|giải thích|jelaskan|deskripsikan)|^(?:请|請)|(?:해 ?주세요|적어 ?주세요|작성해 ?주세요|してください)$/u;

/** Not where the words point at what stands below: "Please provide the following". */
export function tellsToWrite(key: string): boolean {
  return TELLS.test(key.slice(0, 200)) && !/(?:^| )(?:below|following)(?: |$)/.test(key.slice(0, 200));
}

/** A sentence that says how to do something elsewhere: "Make sure the title reads FIX/[what]". */
export function instructs(key: string): boolean {
  return /^(?:important|note|warning|reminder|remember|tip|make sure|ensure|use the|please (?:ensure|make sure|use|note|remember)|do not|don t|never|always) /.test(
    key,
  );
}

/** A prompt that opens with a question's word: "How it affects users", "Any risk". */
export function asksOpenly(key: string): boolean {
  return /^(?:how|what|why|who|which|where|any|was|wie|warum|welche|comment|pourquoi|quels?|quelles?|cómo|qué|por qué|cuál|como|o que|por que|qual|come|cosa|perché|как|что|почему|які?|що|чому|jak|co|dlaczego|nasıl|ne|neden|tại sao|bagaimana|apa|mengapa) /u.test(
    key,
  );
}

/** What stands here is about issues and links, not about the change itself. On a heading or a prompt's opening words. */
export const namesReferences = anyWordOf(
  'issue*|ticket*|reference*|link|links|linked|related|jira|closes|fixes|task|tasks|work item*|pull request*|vorgang|vorgänge|verknüpft*|verlinke*|lié*|lien*|incidencia*|tarea*|tarefa*|enlace*|relacionad*|collegat*|задач*|тикет*|связанн*|ссылк*|пов язан*|zgłoszeni*|powiązan*|ilgili|liên quan|terkait|tautan',
  '关联|關聯|相关|相關|工单|関連|チケット|リンク|이슈|링크|티켓',
);
export const asksYesNo = anyWordOf(
  'yes no|y n|ja nein|oui non|sí no|si no|sim não|да нет|так ні|tak nie|evet hayır|có không|ya tidak|是 否|はい いいえ|예 아니오',
);
/** `Closes #`, `Fixes #` and what else teams write in front of an issue's number. */
export const closesIssue = anyWordOf(
  'close|closes|closed|fix|fixes|fixed|resolve|resolves|resolved|ref|refs|reference|references|related|relates|related to|see|part of|issue|issues|ticket|incident|bug|jira|follow up|followup|관련 pr|pr',
);
