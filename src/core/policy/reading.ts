// Reads one policy file: collects its mistakes, each with its line, and returns the rest without them.
import type { RepositoryId } from '../model/ids.ts';
import { list, type Markdown, md } from '../model/markdown.ts';
import { severityOf } from '../model/severity.ts';
import { PLAYBOOKS } from '../playbooks/playbooks.ts';
import { didYouMean } from '../support/did-you-mean.ts';
import type { ConfigurableRule } from './configurable-rule.ts';
import { USUAL_LABELS } from './defaults.ts';
import { expectedAt, invalidText, keyText, settingExpected } from './expected.ts';
import { isAtOrBelow, isMapping, type Path, valueAt, without } from './key-paths.ts';
import { deepest, depthOf, type Issue, type More, oneOf } from './mistake.ts';
import { POLICY_PATH, type PolicyProblem } from './policy.ts';
import { keysAt, policyShape, readSwitch } from './schema.ts';
import { severitySection } from './severity-section.ts';
import { type PlainMapping, type PlainValue, type PolicySource, readPolicySource } from './yaml-source.ts';

/** Wrong settings are removed and the file is parsed again: each time one more mistake is known. */
const MOST_MISTAKES = 30;

/** Reads one policy file and collects what is wrong with it. */
export class Reading {
  readonly #found: { readonly problem: PolicyProblem; readonly place: readonly PropertyKey[] }[];
  /** How the file spells the steps of the scale. */
  #spelling: ReadonlyMap<string, string> = new Map();
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

  add(path: readonly PropertyKey[], message: Markdown, more: More = {}): void {
    const problem = {
      path: POLICY_PATH,
      organisation: this.#organisation,
      line: this.#source.lineOf(path),
      message,
      help: more.help ?? null,
      didYouMean: more.didYouMean ?? null,
    };
    this.#found.push({ problem, place: path });
  }

  /** A path of `policy()` as the file spells it. */
  spelled(path: Path): Path {
    const [section = '', step = '', ...rest] = path;
    const spelling = section === 'severities' ? this.#spelling.get(step) : undefined;
    return spelling === undefined ? path : [section, spelling, ...rest];
  }

  /** What the file says, without its mistakes; severities under the scale's own names. */
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

  /** One label cannot mean two things. GitHub ignores case in the names of labels. */
  #labelsOf(given: PlainMapping): PlainMapping {
    const folded = (name: PlainValue) => String(name).toLowerCase();
    const kept: PlainMapping = {};
    for (const [key, name] of Object.entries(given)) {
      const all = Object.entries({ ...USUAL_LABELS, ...given });
      const other = all.find(([one, label]) => one !== key && folded(label) === folded(name));
      if (other === undefined) kept[key] = name;
      else
        this.add(['labels', key], md`${String(name)} is the label of both ${key} and ${other[0]}`, {
          help: md`Use two different names; until then this line is ignored`,
        });
    }
    return kept;
  }

  #severitiesOf(given: PlainMapping): PlainMapping {
    const { severities, spelling } = severitySection(given, this.#rules, this);
    this.#spelling = spelling;
    return severities;
  }

  /** A rule by its id; for an unknown one a mistake is added. */
  ruleNamed(id: string, path: readonly PropertyKey[]): ConfigurableRule | null {
    const found = this.#rules.find((rule) => rule.id === id) ?? null;
    if (found === null)
      this.add(
        path,
        md`Unknown rule ${id}`,
        oneOf(
          id,
          this.#rules.map((rule) => rule.id),
        ),
      );
    return found;
  }

  /** Adds what an issue says, and returns what has to be removed because of it. */
  #explain(issue: Issue, root: PlainValue): readonly (readonly PropertyKey[])[] {
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(issue.path, this.#rules);
      return issue.keys.map((key) => {
        this.add([...issue.path, key], md`Unknown key ${key}`, oneOf(key, known));
        return [...issue.path, key];
      });
    }
    const path = issue.path.slice(0, depthOf(issue.path));
    const value = valueAt(root, path);
    const own = deepest(issue);
    if (path[0] === 'extends' && typeof value === 'string') {
      const names = PLAYBOOKS.map(({ name }) => name);
      this.add(path, md`Unknown playbook ${value}`, {
        help: md`Use ${list(names, 'or')}, or ${'.github'} for the organisation’s policy`,
        didYouMean: didYouMean(value, names),
      });
    } else {
      const inner = own === issue ? issue.path : [...issue.path, ...own.path];
      const written = valueAt(root, inner) ?? value;
      const options = own.code === 'invalid_value' ? own.values.map(String) : [];
      this.add(path, invalidText(path, written), {
        help: own.code === 'custom' ? settingExpected(own) : expectedAt(path),
        didYouMean: typeof written === 'string' ? didYouMean(written, options) : null,
      });
    }
    return [path];
  }

  #rulesOf(given: PlainMapping): PlainMapping {
    const found: PlainMapping = {};
    for (const [id, value] of Object.entries(given)) {
      const rule = value === null || value === undefined ? null : this.ruleNamed(id, ['rules', id]);
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
      this.add(path, invalidText(path, value), {
        help: md`Use ${'on'}, ${'off'} or settings below it`,
        didYouMean: typeof value === 'string' ? didYouMean(value, ['on', 'off']) : null,
      });
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
      const what = isSetting ? md`Unknown setting` : md`Unknown key`;
      const whose = isSetting ? md`${rule.id}` : md`${keyText(path)}`;
      for (const key of issue.keys) {
        const more =
          isSetting && known.length === 0
            ? { help: md`This rule has no settings; remove it` }
            : oneOf(key, known);
        this.add([...path, key], md`${what} ${key} of ${whose}`, more);
      }
      return;
    }
    const own = deepest(issue);
    const options = own.code === 'invalid_value' ? own.values.map(String) : [];
    const whole = valueAt(this.#source.value, path);
    const value = own === issue ? whole : (valueAt(this.#source.value, [...path, ...own.path]) ?? whole);
    this.add(path, invalidText(path, value), {
      help: settingExpected(own),
      didYouMean: typeof value === 'string' ? didYouMean(value, options) : null,
    });
  }
}
