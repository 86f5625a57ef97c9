// Reads one policy file: collects its mistakes, each with its line, and gives what is left when they are taken out.
import type { z } from 'zod';
import type { RepositoryId } from '../model/ids.ts';
import { severityOf } from '../model/severity.ts';
import { PLAYBOOKS } from '../playbooks/playbooks.ts';
import { didYouMean } from '../support/did-you-mean.ts';
import type { ConfigurableRule } from './configurable-rule.ts';
import { USUAL_LABELS } from './defaults.ts';
import { expectedAt, kindOf } from './expected.ts';
import { isAtOrBelow, isMapping, type Path, valueAt, without } from './key-paths.ts';
import { POLICY_PATH, type PolicyProblem } from './policy.ts';
import { keysAt, policyShape, readSwitch } from './schema.ts';
import { type PlainMapping, type PlainValue, type PolicySource, readPolicySource } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;

/** Settings that are wrong are taken out and the file is parsed again: each time one more mistake is known. */
const MOST_MISTAKES = 30;

/** Reads one policy file and collects what is wrong with it. */
export class Reading {
  readonly #found: { readonly problem: PolicyProblem; readonly place: readonly PropertyKey[] }[];
  /** How the file spells the steps of the scale. */
  readonly #spelling = new Map<string, string>();
  readonly #source: PolicySource;
  readonly #rules: readonly ConfigurableRule[];
  readonly #organisation: RepositoryId | null;

  constructor(text: string, rules: readonly ConfigurableRule[], organisation: RepositoryId | null = null) {
    this.#source = readPolicySource(text);
    this.#rules = rules;
    this.#organisation = organisation;
    this.#found = this.#source.problems.map((problem) => ({
      problem: { path: POLICY_PATH, organisation, didYouMean: null, ...problem },
      place: [],
    }));
  }

  /** Every mistake, in the order of the lines. */
  problems(): readonly PolicyProblem[] {
    return this.#inOrder(() => true);
  }

  /** The mistakes that bear on these keys: at them, below them, or in the file as a whole. */
  problemsAbout(keys: readonly Path[]): readonly PolicyProblem[] {
    return this.#inOrder((place) => {
      const [section = '', step = '', ...rest] = place.map(String);
      const path =
        section === 'severities' ? [section, severityOf(step) ?? step, ...rest] : place.map(String);
      return keys.some((key) => isAtOrBelow(path, key) || isAtOrBelow(key, path));
    });
  }

  #inOrder(concerns: (place: readonly PropertyKey[]) => boolean): readonly PolicyProblem[] {
    return this.#found
      .filter(({ place }) => concerns(place))
      .map(({ problem }) => problem)
      .toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  }

  add(
    path: readonly PropertyKey[],
    message: string,
    quoted: string | null = null,
    meant: string | null = null,
  ): void {
    const problem = {
      path: POLICY_PATH,
      organisation: this.#organisation,
      line: this.#source.lineOf(path),
      message,
      quoted,
      didYouMean: meant,
    };
    this.#found.push({ problem, place: path });
  }

  /** A path of `policy()` as the file spells it. */
  spelled(path: Path): Path {
    const [section = '', step = '', ...rest] = path;
    const spelling = section === 'severities' ? this.#spelling.get(step) : undefined;
    return spelling === undefined ? path : [section, spelling, ...rest];
  }

  /** What the file says, without anything that is not as it should be; severities under the scale's own names. */
  policy(): PlainMapping {
    const shaped = this.#shaped();
    const rules = valueAt(shaped, ['rules']);
    const severities = valueAt(shaped, ['severities']);
    const labels = valueAt(shaped, ['labels']);
    return {
      ...shaped,
      ...(isMapping(labels) ? { labels: this.#labelsOf(labels) } : {}),
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

  /** Two labels of one name would say two things at once. GitHub takes no heed of case. */
  #labelsOf(given: PlainMapping): PlainMapping {
    const folded = (name: PlainValue) => String(name).toLowerCase();
    const kept: PlainMapping = {};
    for (const [key, name] of Object.entries(given)) {
      const all = Object.entries({ ...USUAL_LABELS, ...given });
      const other = all.find(([one, label]) => one !== key && folded(label) === folded(name));
      if (other === undefined) kept[key] = name;
      else this.add(['labels', key], `The label of ${other[0]} has this name already`, text(name));
    }
    return kept;
  }

  #severitiesOf(given: PlainMapping): PlainMapping {
    const found: PlainMapping = {};
    const twice = new Set<string>();
    for (const [key, wish] of Object.entries(given)) {
      const severity = severityOf(key);
      if (severity === null)
        this.add(['severities', key], 'This is no step of the scale; there is P0, P1 and P2', key);
      else if (this.#spelling.has(severity)) {
        this.add(['severities', key], `This is ${severity} a second time, so neither counts`, key);
        twice.add(severity);
      } else {
        if (isMapping(wish)) found[severity] = this.#severityOf(key, wish);
        this.#spelling.set(severity, key);
      }
    }
    return Object.fromEntries(Object.entries(found).filter(([severity]) => !twice.has(severity)));
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

  #ruleNamed(id: string, path: readonly PropertyKey[]): ConfigurableRule | null {
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
    const path = issue.path.slice(0, depthOf(issue.path));
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
  #wish(rule: ConfigurableRule, value: PlainValue): PlainValue {
    const asked = readSwitch(value);
    if (asked !== undefined) return asked ? 'on' : 'off';
    if (!isMapping(value)) {
      const path = ['rules', rule.id];
      this.add(path, 'A rule is on, off, or has settings below it', text(value));
      return 'on';
    }
    let settings: PlainMapping = value;
    for (let mistakes = 0; mistakes < MOST_MISTAKES; mistakes++) {
      const parsed = rule.settings.safeParse(settings);
      if (parsed.success) return settings;
      for (const issue of parsed.error.issues) this.#explainSetting(rule, issue);
      const wrong = parsed.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [String(issue.path[0])],
      );
      settings = Object.fromEntries(Object.entries(settings).filter(([key]) => !wrong.includes(key)));
    }
    return 'on';
  }

  #explainSetting(rule: ConfigurableRule, issue: Issue): void {
    const path = ['rules', rule.id, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      const isSetting = issue.path.length === 0;
      const known = isSetting ? keysAt(['rules', rule.id], this.#rules) : [];
      const what = isSetting ? 'This rule has no such setting' : 'This key is not known here';
      for (const key of issue.keys) this.add([...path, key], what, key, didYouMean(key, known));
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

/** How far down one mistake is apart from its neighbours. */
function depthOf([section, name, key]: readonly PropertyKey[]): number {
  if (section === 'bypass' && name === 'wording') return 3;
  if (section !== 'severities') return 2;
  return key === 'deferred' ? 4 : 3;
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
