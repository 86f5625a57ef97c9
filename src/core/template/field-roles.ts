// Which field of a template is the severity, the incident, the rollback plan: found by a team's own labels first, then by
// the words that templates use, then by the kind of answer.
import type { Field } from './template.ts';

/** What a field is for, whatever a template calls it. */
export type FieldRole =
  | 'incident'
  | 'severity'
  | 'criterion'
  | 'justification'
  | 'rollback'
  | 'monitoring'
  | 'risks'
  | 'commander'
  | 'detected';

/** Words that name a role, in the languages whose templates were looked at. Matched anywhere in the label, case folded. */
const WORDS: Readonly<Record<FieldRole, RegExp>> = {
  incident:
    /incident|incidencia|incidente|vorfall|störung|инцидент|інцидент|sự cố|事故|事件|障害|장애|\bissue\b|ticket|jira|\bbug report\b|관련 이슈|关联|相關/u,
  severity:
    /severity|priority|urgency|criticality|schweregrad|dringlichkeit|priorität|gravité|sévérité|priorité|severidad|gravedad|prioridad|severidade|gravidade|prioridade|gravità|priorità|критичность|срочность|приоритет|серйозність|пріоритет|ważność|priorytet|öncelik|ciddiyet|mức độ|严重|嚴重|优先级|紧急程度|深刻度|重要度|緊急度|優先度|심각도|긴급도|우선순위/u,
  // Not "criteria" alone: "Acceptance criteria" are something else.
  criterion: /\bcriterion\b|(?:emergency|hotfix) (?:criteria|type|kind|category|class)/u,
  justification:
    /justif|why (?:this |it )?(?:couldn|can|could)|why emergency|why (?:is this )?(?:a |an )?(?:hotfix|emergency)|begründung|обоснован|обґрунтув|uzasadnien|gerekçe|lý do|理由|原因说明|사유/u,
  rollback:
    /roll[\s-]?back|back[\s-]?out|revert|rückroll|zurückroll|retour arrière|réversion|reversión|reversão|ripristino|откат|відкат|wycofan|geri al|hoàn tác|khôi phục|回滚|回滾|回退|ロールバック|切り戻し|롤백/u,
  monitoring:
    /monitor|observability|überwachung|surveillance|monitoreo|monitoramento|monitoraggio|мониторинг|моніторинг|monitorowanie|izleme|giám sát|监控|監控|監視|모니터링/u,
  commander:
    /incident (?:commander|lead|owner|manager)|\bcommander\b|einsatzleit|responsable (?:de l.|del )incident/u,
  detected:
    /date ?[/&] ?time|incident (?:start|began|date)|start(?:ed)? (?:time|at)|detect(?:ed|ion)|since when|zeitpunkt/u,
  risks: /\brisks?\b|risiko|risque|riesgo|risco|rischi|риск|ризик|ryzyko|rủi ro|风险|風險|リスク|위험/u,
};

const TEXT_KINDS: readonly Field['kind'][] = ['text', 'choice', 'yes-no', 'url'];

function fits(role: FieldRole, field: Field): boolean {
  if (role === 'severity') return field.kind === 'choice' || field.kind === 'text' || field.boxes === 'one';
  if (role === 'incident') return field.kind === 'issue' || field.kind === 'url' || field.kind === 'text';
  if (role === 'commander') return field.kind === 'person' || field.kind === 'text';
  if (role === 'detected') return field.kind === 'datetime' || field.kind === 'text';
  if (role === 'criterion' && field.boxes === 'one') return true;
  return TEXT_KINDS.includes(field.kind);
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function names(field: Field): readonly string[] {
  const heading = field.path.at(-2);
  return heading === undefined ? [field.label] : [field.label, heading];
}

/**
 * The field that has a role, or null where the template asks for nothing of the kind. A label beats a heading above it
 * ("Rollback" under "Risks" is the rollback plan), and the first field in the template wins between equals.
 */
export function fieldWithRole(
  fields: readonly Field[],
  role: FieldRole,
  labels: readonly string[],
): Field | null {
  const own = labels.map(folded);
  const named = fields.find((field) => own.includes(folded(field.label)));
  if (named !== undefined) return named;
  const fitting = fields.filter((field) => field.due === 'merge' && fits(role, field));
  for (const depth of [0, 1]) {
    const found = fitting.find((field) => WORDS[role].test(folded(names(field)[depth] ?? '')));
    if (found !== undefined) return found;
  }
  return role === 'incident' ? (fitting.find((field) => field.kind === 'issue') ?? null) : null;
}

/** The English words under which a section that the template lacks is looked for in a body. */
export const ROLE_TITLES: Readonly<Record<FieldRole, readonly string[]>> = {
  incident: ['Incident Reference', 'Incident'],
  severity: ['Severity', 'Priority'],
  criterion: ['Emergency Criterion', 'Criterion'],
  commander: ['Incident Commander', 'Commander'],
  detected: ['Date/Time', 'Incident Start', 'Detection'],
  justification: ['Emergency Justification', 'Justification', 'Why Emergency'],
  rollback: ['Rollback Plan', 'Rollback', 'Roll back', 'Revert plan'],
  monitoring: ['Monitoring Plan', 'Monitoring'],
  risks: ['Risks Accepted', 'Risk Assessment', 'Risks'],
};
