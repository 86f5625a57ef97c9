// What belongs at a key of a policy, and what stands there instead, in words.
import type { PlainValue } from './yaml-source.ts';

const FOUND: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'yes or no',
  object: 'a mapping',
};

export function kindOf(value: PlainValue): string {
  if (Array.isArray(value)) return 'a list';
  return value === null || value === undefined ? 'nothing' : (FOUND[typeof value] ?? 'something else');
}

const EXPECTED: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:branches|templates|fields|labels|rules|severities|bypass|check)$/,
    'a mapping: keys with their values below it',
  ],
  [/^branches\./, 'a branch pattern or a list of them'],
  [/^templates\./, 'the path of a file'],
  [/^fields\./, 'a label or a list of them'],
  [/^labels\.apply$/, 'true or false'],
  [/^labels\./, 'the name of a label, of at most 50 characters'],
  [/^severities\.[^.]+\.target$/, 'a length of time such as 1h'],
  [/^severities\.[^.]+\.required$/, 'a rule or a list of them'],
  [/^severities\.[^.]+\.deferred$/, 'rules, each with a length of time such as 24h'],
  [/^severities\.[^.]+\.deferred\./, 'a length of time such as 24h'],
  [/^severities/, 'target, required and deferred'],
  [/^bypass\.reasons$/, 'no-reviewer, production-down, security-exploited or a list of these'],
  [/^bypass\.wording/, 'for each reason its text, of at most 100 characters'],
  [/^check\./, 'true or false'],
  [/^locked/, 'a list of keys such as rules.review'],
  [/^extends$/, 'the name of a playbook'],
];

export function expectedAt(path: readonly PropertyKey[]): string {
  const place = path.map(String).join('.');
  return EXPECTED.find(([pattern]) => pattern.test(place))?.[1] ?? 'something else';
}
