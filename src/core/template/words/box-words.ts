// The words by which it is read what ticking boxes means, in the languages teams write templates in. Lists as in words.ts.

import { anyWordOf } from './word-list.ts';

/** The boxes are kinds of thing, of which some apply. On the heading or the lead-in. */
export const saysCategories = anyWordOf(
  'affected|affects|area|areas|component|components|module|modules|scope|platform|platforms|type|types|category|categories|business impact|impact areas|services|environment|environments|packages|labels|customer communication',
  'select all|check all that|tick all that|mark all that|all that apply|one or more|at least one|which of',
  'betroffen*|bereich|bereiche|komponente*|art der änderung|typ|kategorie*|mehrfachauswahl|zutreffendes',
  'affecté*|concerné*|composant*|périmètre|type de|types de|catégorie*|portée|plusieurs choix',
  'afectad*|componente*|ámbito|alcance|tipo|tipos|categoría*|áreas|marque todas|marca todas|seleccione todas',
  'afetad*|módulos|escopo|área|categoria*|marque todos|selecione todos',
  'interessat*|componenti|ambito|aree|tipologia|categoria',
  'затронут*|компонент*|область|области|тип|типы|категори*|модул*',
  'компоненти|зачеплен*|категорі*|область змін|тип змін',
  'dotyczy|komponent*|obszar|obszary|rodzaj|typ|kategoria',
  'etkilenen|bileşen*|kapsam|tür|türü|kategori|alan|alanlar',
  'loại|phạm vi|thành phần|ảnh hưởng|các lựa chọn phù hợp|khu vực',
  'terdampak|komponen|ruang lingkup|jenis|tipe|kategori|area',
  '影响|影響|类型|類型|类别|類別|范围|範圍|模块|模組|组件|分类|涉及',
  '種類|種別|カテゴリ|対象|範囲|該当するもの|コンポーネント|変更の種類',
  '영역|관련 역할|유형|종류|타입|범위|분류|해당하는 항목|대상',
);

/** Exactly one of the boxes is asked for, in so many words. */
export const saysPickOne = anyWordOf(
  'select one|choose one|pick one|tick one|check one|exactly one|only one|one of',
  'eins auswählen|eine auswählen|genau eine*|nur eine*|choisir un*|sélectionner un*|un seul|une seule|elige un*|elegir un*|seleccione un*|selecciona un*|solo un*',
  'escolha um*|selecione um*|apenas um*|scegli un*|seleziona un*|выберите один|выбрать один|только один|оберіть один|виберіть один|wybierz jeden|wybierz jedną',
  'birini seçin|birini seç|chọn một|pilih salah satu|pilih satu|单选|單選|选择一个|選擇一個|いずれか|一つ選択|1つ選択|ひとつ選択|하나만|하나를 선택|하나 선택',
);

/** Tick what is true and leave the rest. On the lead-in or comment. */
export const saysAllThatApply = anyWordOf(
  'all that apply|any that apply|that are relevant|relevant option*|zutreffendes|alle zutreffenden|toutes les cases qui|todas las que|todas as que|tutte quelle',
);

const namesScale = anyWordOf(
  'severity|priority|urgency|risk level|risk assessment level|workspace type|pr type|mr type|reporter|reported by|found by|detected by',
  'schweregrad|priorität|dringlichkeit|risikostufe|sévérité|gravité|priorité|urgence|niveau de risque|severidad|gravedad|prioridad|urgencia|nivel de riesgo',
  'severidade|gravidade|prioridade|urgência|nível de risco|gravità|severità|priorità|urgenza|livello di rischio',
  'серьезность|серьёзность|критичность|приоритет|срочность|уровень риска|серйозність|пріоритет|терміновість|рівень ризику',
  'ważność|priorytet|pilność|poziom ryzyka|krytyczność|önem derecesi|öncelik|aciliyet|risk seviyesi|mức độ nghiêm trọng|mức độ ưu tiên|độ ưu tiên|mức độ rủi ro',
  'tingkat keparahan|prioritas|urgensi|tingkat risiko|严重程度|嚴重程度|严重级别|严重性|嚴重性|优先级|優先級|紧急程度|緊急程度|风险等级|風險等級',
  '重大度|深刻度|優先度|緊急度|リスクレベル|긴급도|심각도|우선순위|중요도|위험도',
);

/** Exactly one of the boxes is asked for: in words, or because they are steps of something. On the heading or lead-in. */
export function saysOne(key: string): boolean {
  return saysPickOne(key) || namesScale(key);
}

/** A heading that asks which way was taken: "How was this tested?", "Deployment strategy". */
export function asksHow(key: string): boolean {
  return (
    /^(?:how|which|wie|welche|comment|quels?|cómo|como|quais|come|как|какие|як|jak|nasıl|bagaimana) /u.test(
      key,
    ) || / (?:approach|strategy|method)$/.test(key)
  );
}

/** A heading above parts or kinds of change where the boxes are short names. */
export const saysParts = anyWordOf(
  'impact|impacts|change|changes|changes made|modifications|considerations|implications|dependencies',
  'auswirkung*|änderungen|abhängigkeiten|modifications|changements|impacto|impactos|cambios|alterações|mudanças|correção|corrección|modifiche|влияние|изменения|вплив|зміни|wpływ|zmiany|etki|değişiklikler|tác động|thay đổi|dampak|perubahan',
  '变更|變更|变化|変更|変更点|변경',
);

/** Every box has to be ticked, in words. */
export const saysChecklist = anyWordOf(
  'checklist|check list|checklists|checks|check|verification|validation|testing|tests|quality|safety|readiness|prerequisite*|requirements|confirm|confirmation|must|mandatory|acceptance criteria|definition of done|todo|to do|steps',
  'checkliste|prüfliste|überprüfung|prüfung|liste de contrôle|liste de vérification|vérification*|lista de verificación|verificación|validación|lista de verificação|verificação|lista di controllo|verifica',
  'чеклист|чек лист|проверка|проверки|контрольный список|перевірка|перелік перевірок|lista kontrolna|sprawdzenie|kontrol listesi|danh sách kiểm tra|kiểm thử|daftar periksa',
  '检查|檢查|自检|自檢|清单|清單|核对|チェックリスト|確認|検証|체크리스트|점검|검증|확인',
);
