// What belongs at a key of a policy, and what was written instead, in words.
import { list, type Markdown, md } from '../model/markdown.ts';
import type { Issue } from './mistake.ts';
import type { PlainValue } from './yaml-source.ts';

/** The key as a person writes it: `branches.production`. An entry of a list has its list's. */
export function keyText(path: readonly PropertyKey[]): string {
  return path
    .map(String)
    .filter((part) => !/^\d+$/.test(part))
    .join('.');
}

/** "Invalid value `7` for `branches.production`". A value of several lines is not repeated. */
export function invalidText(path: readonly PropertyKey[], value: PlainValue): Markdown {
  const key = keyText(path);
  if (value === null || value === undefined) return md`Missing value for ${key}`;
  if (typeof value === 'string') return md`Invalid value ${value} for ${key}`;
  if (typeof value !== 'object') return md`Invalid value ${String(value)} for ${key}`;
  return md`Invalid value for ${key}: a ${{ markdown: Array.isArray(value) ? 'list' : 'mapping' }}`;
}

const BELOW_IT = 'Write its keys and their values on the lines below it';
const BOOLEAN = 'Use `true` or `false`';
const DURATION = 'Use a duration such as `30m`, `2h` or `3d`';

const EXPECTED: readonly (readonly [RegExp, string])[] = [
  [/^(?:branches|templates|fields|labels|rules|severities|bypass|check)$/, BELOW_IT],
  [/^branches\./, 'Use a branch pattern or a list of them'],
  [/^templates\./, 'Use the path of a file'],
  [/^fields\./, 'Use a label or a list of them'],
  [/^labels\.apply$/, BOOLEAN],
  [/^labels\./, 'Use the name of a label: at most 50 characters, in quotes if it is a number'],
  [/^severities\.[^.]+\.target$/, DURATION],
  [/^severities\.[^.]+\.required$/, 'Use the name of a rule or a list of them'],
  [/^severities\.[^.]+\.deferred$/, 'Use names of rules, each with a duration such as `24h`'],
  [/^severities\.[^.]+\.deferred\./, DURATION],
  [/^severities/, 'Write `target`, `required` or `deferred` below it'],
  [/^bypass\.reasons$/, 'Use `no-reviewer`, `production-down`, `security-exploited` or a list of these'],
  [/^bypass\.wording/, 'Write the text of each reason below it, of at most 100 characters'],
  [/^bypass\.no-reviewer-after$/, DURATION],
  [/^bypass\.confirmation$/, BELOW_IT],
  [/^bypass\.confirmation\./, 'Use `before` or `after`'],
  [/^bypass\.authorised-by$/, 'Use a permission, a team, a person or a list of these'],
  [/^check\./, BOOLEAN],
  [/^locked/, 'Use a list of keys such as `rules.review`'],
  [/^extends$/, 'Use the name of a playbook'],
];

/** "Use `true` or `false`". */
export function expectedAt(path: readonly PropertyKey[]): Markdown | null {
  const key = path.map(String).join('.');
  const expected = EXPECTED.find(([pattern]) => pattern.test(key))?.[1];
  return expected === undefined ? null : { markdown: expected };
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'Use text',
  number: 'Use a number',
  int: 'Use a whole number',
  boolean: BOOLEAN,
  array: 'Use a list',
  object: BELOW_IT,
};

/** "Use 1 or more", from what a rule's own schema says of a setting; null where it says nothing that a person can use. */
export function settingExpected(issue: Issue): Markdown | null {
  switch (issue.code) {
    case 'custom':
      return { markdown: issue.message };
    case 'invalid_value':
      return md`Use ${list(issue.values.map(String), 'or')}`;
    case 'invalid_type': {
      const expected = TYPES[issue.expected];
      return expected === undefined ? null : { markdown: expected };
    }
    case 'too_small':
      return { markdown: `Use ${amountText(issue.origin, Number(issue.minimum))} or more` };
    case 'too_big':
      return { markdown: `Use ${amountText(issue.origin, Number(issue.maximum))} or fewer` };
    default:
      return null;
  }
}

function amountText(origin: string, amount: number): string {
  if (origin === 'array') return amount === 1 ? '1 entry' : `${amount} entries`;
  if (origin === 'string') return amount === 1 ? '1 character' : `${amount} characters`;
  return String(amount);
}
