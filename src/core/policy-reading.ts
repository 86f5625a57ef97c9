// Reads one policy file: collects its mistakes, each with its line, and gives what is left when they are taken out.
import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import type { RepositoryId } from './ids.ts';
import { PLAYBOOKS } from './playbooks/playbooks.ts';
import { POLICY_PATH, type PolicyProblem } from './policy.ts';
import { isMapping, valueAt, without } from './policy-layers.ts';
import { keysAt, policyShape, readSwitch } from './policy-schema.ts';
import { type PlainMapping, type PlainValue, type PolicySource, readPolicySource } from './policy-source.ts';
import type { Rule } from './rule.ts';
import { severityOf } from './severity.ts';

type Issue = z.core.$ZodIssue;

/** Settings that are wrong are taken out and the file is parsed again: each time one more mistake is known. */
const MOST_MISTAKES = 30;

const FOUND: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'yes or no',
  object: 'a mapping',
};

function kindOf(value: PlainValue): string {
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
  [/^severities/, 'target, required and deferred'],
  [/^bypass\.reasons$/, 'no-reviewer, production-down, security-exploited or a list of these'],
  [/^check\./, 'true or false'],
  [/^locked/, 'a list of keys such as rules.review'],
  [/^extends$/, 'the name of a playbook'],
];

function expectedAt(path: readonly PropertyKey[]): string {
  const place = path.map(String).join('.');
  return EXPECTED.find(([pattern]) => pattern.test(place))?.[1] ?? 'something else';
}

/** Reads one policy file and collects what is wrong with it. */
export class Reading {
  readonly problems: PolicyProblem[];
  readonly #source: PolicySource;
  readonly #rules: readonly Rule[];
  readonly #organisation: RepositoryId | null;

  constructor(text: string, rules: readonly Rule[], organisation: RepositoryId | null = null) {
    this.#source = readPolicySource(text);
    this.#rules = rules;
    this.#organisation = organisation;
    this.problems = this.#source.problems.map((problem) => ({
      path: POLICY_PATH,
      organisation,
      didYouMean: null,
      ...problem,
    }));
  }

  add(
    path: readonly PropertyKey[],
    message: string,
    quoted: string | null = null,
    meant: string | null = null,
  ): void {
    this.problems.push({
      path: POLICY_PATH,
      organisation: this.#organisation,
      line: this.#source.lineOf(path),
      message,
      quoted,
      didYouMean: meant,
    });
  }

  /** What the file says, without anything that is not as it should be; severities under the scale's own names. */
  policy(): PlainMapping {
    const shaped = this.#shaped();
    const rules = valueAt(shaped, ['rules']);
    const severities = valueAt(shaped, ['severities']);
    return {
      ...shaped,
      ...(isMapping(rules) ? { rules: this.#rulesOf(rules) } : {}),
      ...(isMapping(severities) ? { severities: this.#severitiesOf(severities) } : {}),
    };
  }

  #shaped(): PlainMapping {
    let value: PlainValue = this.#source.value;
    for (let mistakes = 0; mistakes < MOST_MISTAKES; mistakes++) {
      const parsed = policyShape.safeParse(value ?? {});
      if (parsed.success) return isMapping(value) ? value : {};
      for (const issue of parsed.error.issues) {
        for (const path of this.#explain(issue, value)) value = without(value, path);
      }
    }
    return {};
  }

  #severitiesOf(given: PlainMapping): PlainMapping {
    const found: PlainMapping = {};
    for (const [key, wish] of Object.entries(given)) {
      const severity = severityOf(key);
      if (severity === null)
        this.add(['severities', key], 'This is no step of the scale; there is P0, P1 and P2', key);
      else if (isMapping(wish)) found[severity] = this.#severityOf(key, wish);
    }
    return found;
  }

  #severityOf(key: string, wish: PlainMapping): PlainMapping {
    const given = wish['required'];
    const required = (Array.isArray(given) ? given : [given]).filter((id) => typeof id === 'string');
    for (const id of required) this.#ruleNamed(id, ['severities', key, 'required']);
    const deferred = Object.entries(isMapping(wish['deferred']) ? wish['deferred'] : {}).filter(([id]) => {
      const path = ['severities', key, 'deferred', id];
      const rule = this.#ruleNamed(id, path);
      if (rule === null) return false;
      if (rule.deferral === null)
        this.add(path, 'This rule can’t wait: after the merge nothing could pay what it asks', id);
      if (required.includes(id)) this.add(path, 'This rule is both required and deferred', id);
      return rule.deferral !== null && !required.includes(id);
    });
    const { required: _, ...rest } = wish;
    // A list without an entry is none: the shape takes no empty one.
    const named = required.filter((id) => this.#rules.some((rule) => rule.id === id));
    return {
      ...rest,
      ...(named.length === 0 ? {} : { required: named }),
      deferred: Object.fromEntries(deferred),
    };
  }

  #ruleNamed(id: string, path: readonly PropertyKey[]): Rule | null {
    const found = this.#rules.find((rule) => rule.id === id) ?? null;
    const ids = this.#rules.map((rule) => rule.id);
    if (found === null) this.add(path, 'There is no such rule', id, didYouMean(id, ids));
    return found;
  }

  /** Adds what an issue says, and returns what has to go because of it. */
  #explain(issue: Issue, root: PlainValue): readonly (readonly PropertyKey[])[] {
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(issue.path, this.#rules);
      return issue.keys.map((key) => {
        this.add([...issue.path, key], 'This key is not known here', key, didYouMean(key, known));
        return [...issue.path, key];
      });
    }
    const path = issue.path.slice(0, issue.path[0] === 'severities' ? 3 : 2);
    const value = valueAt(root, path);
    const own = deepest(issue);
    if (own.code === 'custom') this.add(path, own.message, text(value));
    else if (path[0] === 'extends' && typeof value === 'string') {
      const names = PLAYBOOKS.map(({ name }) => name);
      this.add(
        path,
        `There is no such playbook; there is ${names.join(', ')}, and .github for the organisation’s policy`,
        value,
        didYouMean(value, names),
      );
    } else this.add(path, `Expected here is ${expectedAt(path)}, and this is ${kindOf(value)}`, text(value));
    return [path];
  }

  #rulesOf(given: PlainMapping): PlainMapping {
    const found: PlainMapping = {};
    for (const [id, value] of Object.entries(given)) {
      const rule = value === null || value === undefined ? null : this.#ruleNamed(id, ['rules', id]);
      if (rule !== null) found[id] = this.#wish(rule, value);
    }
    return found;
  }

  /** `on`, `off`, or the settings that are good. */
  #wish(rule: Rule, value: PlainValue): PlainValue {
    const asked = readSwitch(value);
    if (asked !== undefined) return asked ? 'on' : 'off';
    if (!isMapping(value)) {
      const path = ['rules', rule.id];
      this.add(path, 'A rule is on, off, or has settings below it', text(value));
      return 'on';
    }
    let settings: PlainMapping = value;
    for (let mistakes = 0; mistakes < MOST_MISTAKES; mistakes++) {
      const bound = rule.bind(settings);
      if (bound.ok) return settings;
      for (const issue of bound.error.issues) this.#explainSetting(rule, issue);
      const wrong = bound.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])],
      );
      settings = Object.fromEntries(Object.entries(settings).filter(([key]) => !wrong.includes(key)));
    }
    return 'on';
  }

  #explainSetting(rule: Rule, issue: Issue): void {
    const path = ['rules', rule.id, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(['rules', rule.id], this.#rules);
      for (const key of issue.keys)
        this.add([...path, key], 'This rule has no such setting', key, didYouMean(key, known));
      return;
    }
    const own = deepest(issue);
    const options = own.code === 'invalid_value' ? own.values.map(String) : [];
    const value = valueAt(this.#source.value, path);
    const meant = typeof value === 'string' ? didYouMean(value, options) : null;
    const expected =
      options.length > 0
        ? `Expected here is ${options.join(' or ')}`
        : own.code === 'custom'
          ? own.message
          : `This setting is not as it should be (${own.message})`;
    this.add(path, expected, text(value), meant);
  }
}

function text(value: PlainValue): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;
}

/** Of a union's issues the one that says most: a text that is no pattern, rather than a text that is no list. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flat();
  return inner.find((one) => one.code === 'custom') ?? inner[0] ?? issue;
}
