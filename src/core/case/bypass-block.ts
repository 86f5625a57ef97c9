// W11: the justification block in the description, read by the policy's own template for it.
import { type BypassReason, reasonOffers } from '../choices/bypass-reasons.ts';
import { type Choice, readChoice } from '../choices/read-choice.ts';
import type { Login } from '../model/ids.ts';
import type { Policy } from '../policy/policy.ts';
import { answersBehind } from '../template/answers-behind.ts';
import { findSection, matchTemplate } from '../template/match.ts';
import type { Answer, Field } from '../template/template.ts';
import { isOfferedLogin, soleLogin } from './sole-login.ts';
import { withoutQuotes } from './without-quotes.ts';

export interface BypassBlock {
  /** Where it begins in the description, 1-based. */
  readonly line: number;
  readonly fields: readonly Field[];
  /** Answers that are due and do not do, beside the reason and who authorised it. */
  readonly open: readonly Exclude<Answer, { state: 'filled' }>[];
  readonly reason: {
    /** The block's own word for the question, so that what is pasted is read again. */
    readonly label: string;
    readonly choice: Choice<BypassReason>;
    /** Somebody answered, whatever it says. */
    readonly isWritten: boolean;
  };
  readonly authoriser: {
    readonly label: string;
    /** Untrusted; empty where nobody is named. */
    readonly text: string;
    /** The one account that this is; null where it says anything else or anything more. */
    readonly login: Login | null;
  };
}

/** What blocks are called beside what the template calls them. */
const TITLES = [
  'Emergency Bypass Justification',
  'Bypass Justification',
  'Constitution Bypass Justification',
];

const REASON_LABEL = /reason|grund|motif|motivo|理由|原因/iu;
const JUSTIFICATION_LABEL = /justification/iu;
const AUTHORISED_LABEL = /authori[sz]ed|approved by|genehmigt|autoris|autoriz/iu;

/** The field that asks for the reason: some templates ask for a justification besides. */
export function reasonField(fields: readonly Field[]): Field | null {
  const named = (label: RegExp) => fields.find((field) => label.test(field.label));
  return named(REASON_LABEL) ?? named(JUSTIFICATION_LABEL) ?? null;
}

function titlesOf(fields: readonly Field[]): readonly string[] {
  const own = fields.flatMap(({ path }) => (path.length > 1 && path[0] !== undefined ? [path[0]] : []));
  return [...new Set([...own, ...TITLES])];
}

/** Everything before the block is blanked out, so that lines keep their numbers and labels above it are not taken for its own. */
function fromLine(body: string, line: number): string {
  const lines = body.split(/\r\n|\n|\r/);
  return lines.map((text, index) => (index + 1 < line ? '' : text)).join('\n');
}

/** The label as it opens a line, in either spelling. */
const SPELT = /^([\s\d.)*_#>|+-]{0,10}authori)[sz](?=ed\b)/gimu;

/** The block with the template's spelling of "authorized" in its labels. Letter for letter, so that places stay where they are. */
function inSpellingOf(fields: readonly Field[], text: string): string {
  const letter = fields.flatMap(({ label }) => /authori([sz])ed/i.exec(label)?.[1] ?? [])[0];
  return letter === undefined ? text : text.replace(SPELT, (_, begin: string) => begin + letter);
}

interface Read {
  readonly text: string;
  readonly answers: readonly Answer[];
  readonly fields: readonly Field[];
}

function answerTo({ answers }: Read, field: Field | null): Answer | null {
  return answers.find((answer) => answer.field === field) ?? null;
}

/** Whatever stands behind a label: of lines that were pasted several times, the template's answer is only the first. */
function behind({ text, fields }: Read, label: string): readonly string[] {
  const others = fields.map((field) => field.label).filter((other) => other !== label);
  return answersBehind(text, [label], others).map((found) => found.text);
}

function reasonIn(read: Read, policy: Policy): BypassBlock['reason'] {
  const field = reasonField(read.fields);
  const label = field?.label ?? 'Bypass Reason';
  const answer = answerTo(read, field);
  const own = answer?.state === 'filled' ? answer.value.text : '';
  const texts = behind(read, label);
  const isWritten = field === null ? texts.some((text) => text !== '') : own !== '';
  const choice = readChoice([own, ...texts].join('\n'), reasonOffers(policy.bypass.wording));
  return { label, choice, isWritten };
}

function authoriserIn(read: Read): BypassBlock['authoriser'] {
  const field = read.fields.find(({ label }) => AUTHORISED_LABEL.test(label)) ?? null;
  const label = field?.label ?? 'Authorized By';
  const answer = answerTo(read, field);
  const lines = behind(read, label).filter((text) => text !== '');
  const own = answer?.state === 'filled' ? [answer.value.text] : [];
  // Of a line that stands there twice the template reads the first one: both have to say the same.
  const texts = field === null || lines.length > 1 ? lines : own;
  const [first = '', ...others] = [...new Set(texts)];
  if (others.length > 0) return { label, text: [first, ...others].join(' / '), login: null };
  return isOfferedLogin(first)
    ? { label, text: '', login: null }
    : { label, text: first, login: soleLogin(first) };
}

/** The block, or null where the description has none. One in a comment, a code fence or a quote is none. */
export function readBypass(body: string, policy: Policy): BypassBlock | null {
  const { fields } = policy.templates.bypass.template;
  const said = withoutQuotes(body);
  const section = findSection(said, titlesOf(fields));
  if (section === null) return null;
  const text = inSpellingOf(fields, fromLine(said, section.at.line));
  const { answers } = matchTemplate(policy.templates.bypass.template, text);
  const read: Read = { text, answers, fields };
  const reason = reasonIn(read, policy);
  const authoriser = authoriserIn(read);
  const elsewhere = [reason.label, authoriser.label];
  const open = answers.flatMap((answer) => {
    const { label, required, due } = answer.field;
    if (answer.state === 'filled' || !required || due !== 'merge') return [];
    return elsewhere.includes(label) ? [] : [answer];
  });
  return { line: section.at.line, fields, open, reason, authoriser };
}
