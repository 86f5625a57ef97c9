// W11: the justification block in the description, read by the policy's own template for it.

import { type Login, parseLogin } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { findSection, matchTemplate } from '../template/match.ts';
import type { Answer, Field } from '../template/template.ts';
import type { BypassReason } from './bypass-reason.ts';
import { bypassReasonsIn } from './bypass-reason.ts';

export interface BypassBlock {
  /** Where it begins in the description, 1-based. */
  readonly line: number;
  readonly fields: readonly Field[];
  /** Answers that are due and do not do. */
  readonly open: readonly Exclude<Answer, { state: 'filled' }>[];
  readonly reasons: readonly BypassReason[];
  /** What it says about who authorised it. Untrusted; empty where it says nothing. */
  readonly authorisedText: string;
  /** The account in that text; null where there is none. */
  readonly authorisedBy: Login | null;
}

/** What blocks are called beside what the template calls them. */
const TITLES = [
  'Emergency Bypass Justification',
  'Bypass Justification',
  'Constitution Bypass Justification',
];

const AUTHORISED = /authori[sz]ed|approved by|genehmigt|autoris|autoriz/iu;
const REASON = /reason|justification|grund|motif|motivo|理由|原因/iu;
const LOGIN = /@([a-z\d](?:[a-z\d-]{0,38}))(?![\w/-])/iu;
const BARE_LOGIN = /^[a-z\d](?:[a-z\d-]{0,38})$/iu;

function titlesOf(fields: readonly Field[]): readonly string[] {
  const own = fields.flatMap(({ path }) => (path.length > 1 && path[0] !== undefined ? [path[0]] : []));
  return [...new Set([...own, ...TITLES])];
}

/** Everything before the block is blanked out, so that lines keep their numbers and labels above it are not taken for its own. */
function fromLine(body: string, line: number): string {
  const lines = body.split(/\r\n|\n|\r/);
  return lines.map((text, index) => (index + 1 < line ? '' : text)).join('\n');
}

function textOf(answers: readonly Answer[], label: RegExp): string {
  const texts = answers.flatMap((answer) =>
    answer.state === 'filled' && label.test(answer.field.label) ? [answer.value.text] : [],
  );
  return texts.join('\n');
}

function loginIn(text: string): Login | null {
  const named = LOGIN.exec(text)?.[1];
  if (named !== undefined) return parseLogin(named);
  return BARE_LOGIN.test(text.trim()) ? parseLogin(text.trim()) : null;
}

/** The block, or null where the description has none. One in a comment or a code fence is none. */
export function readBypass(body: string, policy: Policy): BypassBlock | null {
  const { template } = policy.templates.bypass;
  const section = findSection(body, titlesOf(template.fields));
  if (section === null) return null;
  const { answers } = matchTemplate(template, fromLine(body, section.at.line));
  const open = answers.flatMap((answer) =>
    answer.state === 'filled' || !answer.field.required || answer.field.due !== 'merge' ? [] : [answer],
  );
  const authorisedText = textOf(answers, AUTHORISED);
  return {
    line: section.at.line,
    fields: template.fields,
    open,
    reasons: bypassReasonsIn(textOf(answers, REASON)),
    authorisedText,
    authorisedBy: loginIn(authorisedText),
  };
}
