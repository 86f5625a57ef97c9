// Descriptions of hotfixes as people write them, made from the playbook's own template.
import { workflow } from '../../src/core/playbooks/workflow/workflow.ts';
import { fieldKey, fillTemplate } from '../../src/core/template/fill.ts';
import { parseTemplate } from '../../src/core/template/parse.ts';

const ANSWERS: Readonly<Record<string, string>> = {
  'incident reference': '#1',
  severity: 'CRITICAL',
  'emergency justification':
    'Financial/legal/compliance emergency: every order takes money twice, and no setting switches it off.',
  'issue description': 'Since the release of 02:10 every card payment is sent twice.',
  'fix implementation': 'Each charge carries an idempotency key, so the bank drops the repeat.',
  'risks accepted': 'Not tried on the staging system: it has no card payments.',
  'rollback plan': 'Revert the merge commit and redeploy v1.4.2 (about 5 minutes).',
  'monitoring plan': 'The dashboard "charges per order" goes back to 1.0 within ten minutes.',
};

/** The playbook's template with every answer given and every box ticked. */
export function completeDescription(change: Readonly<Record<string, string>> = {}): string {
  const source = workflow.templates.pullRequest;
  const template = parseTemplate(source);
  const answers = { ...ANSWERS, ...change };
  const values = new Map(
    template.fields.flatMap((field) => {
      const answer = answers[field.label.toLowerCase()];
      return answer === undefined ? [] : [[fieldKey(field), answer] as const];
    }),
  );
  return fillTemplate(template, source, values)
    .replaceAll('- [ ]', '- [x]')
    .replace(/\[describe[^\]]*\]/, 'paid with a test card, charged once')
    .replace(/\[Y\/N[^\]]*\]/, 'N, no card payments there');
}

/** The form for leaving out the review, filled in. */
export function bypassBlock(reason: string, authorisedBy: string): string {
  return `
## 🚨 EMERGENCY BYPASS JUSTIFICATION

**Incident:** #1
**Bypass Reason:** ${reason}
**Risk Assessment:** Nobody else has read the change.
**Post-Incident Actions:** Linus reviews it tomorrow at nine.
**Authorized By:** @${authorisedBy}
**Timestamp:** 2026-01-10 05:00 UTC
`;
}
