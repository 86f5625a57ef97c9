// Decides what kind of answer a field takes, from its label, its blank, its hint and the enumeration it may offer.

import type { FieldKind } from '../template.ts';
import { type Blank, findBlanks } from '../text/blanks.ts';
import { isYesNo, optionsOf } from '../text/choices.ts';
import { keyOf } from '../text/normalise.ts';
import * as words from '../words/words.ts';

export interface KindReading {
  readonly kind: FieldKind;
  readonly options: readonly string[];
}

/** What a value in a template looks like: `text` is what stands behind the label (comments taken out), `hint` the comment. */
export function readKind(label: string, text: string, hint: string | null): KindReading {
  const value = text.trim();
  const offered = value === '' ? (/\(([^()]{3,60})\)\s*$/.exec(label)?.[1] ?? '') : '';
  const options = optionsOf(value) ?? optionsOf(offered, true) ?? optionsOf(hint ?? '', true);
  if (options) return { kind: isYesNo(options) ? 'yes-no' : 'choice', options };
  const blanks = findBlanks(value);
  const prompt = keyOf(blanks[0]?.prompt || (blanks.length === 0 ? value : ''));
  const asked = prompt || keyOf(hint ?? '');
  if ((words.asksYesNo(asked) && asked.split(' ').length <= 8) || /^y n\b/.test(asked))
    return { kind: 'yes-no', options: ['Yes', 'No'] };
  const shown = blanks.length > 0 ? blanks : findBlanks(hint?.slice(0, 200) ?? '');
  if (shown[0] && DATE_SIGN.test(shown[0].text) && !words.asksDuration(keyOf(label)))
    return { kind: 'datetime', options: [] };
  return { kind: scalarKind(keyOf(label), asked, value, blanks), options: [] };
}

const DATE_SIGN = /^(?:YYYY|JJJJ|AAAA|RRRR|ГГГГ|РРРР|HH:MM|hh:mm)/;

function scalarKind(label: string, asked: string, value: string, blanks: readonly Blank[]): FieldKind {
  const first = blanks[0];
  if (value.startsWith('@')) return 'person';
  if (isReference(value, first)) return 'issue';
  if (first && words.asksDate(keyOf(first.text))) return 'datetime';
  const short = label.split(' ').length <= 4;
  if (short && words.asksDuration(label)) return 'duration';
  const brief = asked.split(' ').length <= 4;
  if (words.opensWithWhen(asked) || (brief && words.asksDate(asked) && !words.asksDuration(asked)))
    return 'datetime';
  if (/^link\b/.test(asked) || /^link (?:to|zu)/.test(asked))
    return words.asksIssue(label) && short ? 'issue' : 'url';
  if (short && namesIssue(label) && (asked === '' || NAMES_REFERENCE.test(asked))) return 'issue';
  if (short && words.asksDate(label)) return 'datetime';
  if (short && words.asksUrl(label)) return 'url';
  if ((brief && namesPerson(asked)) || (short && namesPerson(label))) return 'person';
  if (words.asksDuration(asked) && asked.split(' ').length <= 6) return 'duration';
  return 'text';
}

/** Whether a prompt asks for a number or a link rather than for a description ("Issue: [brief description]"). */
const NAMES_REFERENCE =
  /(?:^| )(?:number|nr|no|id|key|ref|reference|link|url|ticket|issue|inc|jira|bug|numéro|número|номер|numer|numara|số|nomor|\p{N}+)(?= |$)|番号|编号|번호/u;

/** `#`, `#[n]`, `INC-XXXX`, `CPBS-`, `TAB-<id>`: a number is to be put behind a sign. */
function isReference(value: string, blank: Blank | undefined): boolean {
  if (/(?:^|\s)#\s*$/.test(value) || /^\**[A-Z][A-Z0-9]{1,9}-\**\s*$/.test(value)) return true;
  if (!blank) return false;
  const before = value.slice(0, blank.start);
  return (
    /#$|(?:^|\s)[A-Z][A-Z0-9]{1,9}-$/.test(before) || /^#|^\[?[A-Z]{2,10}-(?:X+|N+|#+|0+|ID)/.test(blank.text)
  );
}

/** "Related issue", "Ticket id"; not "Issue discovered", which asks when. */
function namesIssue(label: string): boolean {
  const parts = label.split(' ');
  const last = parts.at(-1) ?? '';
  if (words.asksDate(label)) return parts.length <= 2 && words.asksIssue(last);
  return (
    words.asksIssue(parts.slice(-2).join(' ')) &&
    (words.asksIssue(last) || NAMES_REFERENCE.test(last) || isPhrase(parts))
  );
}

/** Two words that only together name a reference ("关联 issue"), and words of scripts without spaces. */
function isPhrase(parts: readonly string[]): boolean {
  return !words.asksIssue(parts.at(-2) ?? '');
}

/** "Owner", "Approved by", "Name"; not "Branch name". */
function namesPerson(key: string): boolean {
  const parts = key.split(' ');
  const [last] = parts.slice(-1);
  if (last === 'name' && parts.length > 1 && !words.asksPerson(parts.slice(0, -1).join(' '))) return false;
  if (words.asksPerson(key) && parts.length <= 2) return true;
  return words.asksPerson(parts.slice(-2).join(' ')) && !words.asksDate(key);
}
