// W11: the justification block in the description, read by the policy's own template for it.

import {
  type BypassReason,
  bypassReasonsIn,
  offeredReasonsIn,
  REASON_LABEL,
} from '../bypass/bypass-reason.ts';
import { type Login, parseLogin } from '../model/ids.ts';
import type { Policy } from '../policy/policy.ts';
import { findSection, matchTemplate } from '../template/match.ts';
import type { Answer, Field } from '../template/template.ts';

export interface BypassBlock {
  /** Where it begins in the description, 1-based. */
  readonly line: number;
  readonly fields: readonly Field[];
  /** Answers that are due and do not do. */
  readonly open: readonly Exclude<Answer, { state: 'filled' }>[];
  readonly reasons: readonly BypassReason[];
  /** What the check offered and nobody finished: several of its lines, or one with its "…" left in. Null where the reason is written. */
  readonly leftOpen: 'several-reasons' | 'no-details' | null;
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

export const AUTHORISED_LABEL = /authori[sz]ed|approved by|genehmigt|autoris|autoriz/iu;
/** Not within an address, and not the beginning of what can be no login: "grace@acme.com", "@grace.hopper". */
const LOGIN = /(?<![\w.+-])@([a-z\d](?:[a-z\d-]{0,38}))(?![\w/-]|\.\w)/iu;
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

/** The label as it opens a line, in either spelling. */
const SPELT = /^([\s\d.)*_#>|+-]{0,10}authori)[sz](?=ed\b)/gimu;

/** The block with the template's spelling of "authorized" in its labels. Letter for letter, so that places stay where they are. */
function inSpellingOf(fields: readonly Field[], text: string): string {
  const letter = fields.flatMap(({ label }) => /authori([sz])ed/i.exec(label)?.[1] ?? [])[0];
  return letter === undefined ? text : text.replace(SPELT, (_, begin: string) => begin + letter);
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

/** The mark that the check offers in the place of the details. */
const DOTS = /:[ *_]{0,4}(?:…|\.{3})[ *_]{0,4}$/mu;

/** A template may well explain its reasons to whoever fills it in. */
const COMMENT = /<!--[\s\S]{0,1000}?-->/gu;

/** Several of the offered lines choose nothing. The block itself is asked: of a label that stands there twice, only one is the answer. */
function leftOpen(reason: string, block: string): BypassBlock['leftOpen'] {
  if (offeredReasonsIn(block.replace(COMMENT, '')).length > 1) return 'several-reasons';
  return DOTS.test(reason) ? 'no-details' : null;
}

/** The block, or null where the description has none. One in a comment or a code fence is none. */
export function readBypass(body: string, policy: Policy): BypassBlock | null {
  const { template } = policy.templates.bypass;
  const section = findSection(body, titlesOf(template.fields));
  if (section === null) return null;
  const text = fromLine(body, section.at.line);
  const { answers } = matchTemplate(template, inSpellingOf(template.fields, text));
  const open = answers.flatMap((answer) =>
    answer.state === 'filled' || !answer.field.required || answer.field.due !== 'merge' ? [] : [answer],
  );
  const authorisedText = textOf(answers, AUTHORISED_LABEL);
  const reason = textOf(answers, REASON_LABEL);
  return {
    line: section.at.line,
    fields: template.fields,
    open,
    reasons: bypassReasonsIn(reason),
    leftOpen: leftOpen(reason, text),
    authorisedText,
    authorisedBy: loginIn(authorisedText),
  };
}
