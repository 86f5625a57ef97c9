// Reads `.github/hotfix.yml` into a policy: every mistake located and explained, what it touches defaulted, the rest kept.
import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import type { PolicyFiles } from './facts.ts';
import type { Playbook } from './playbooks/playbook.ts';
import { DEFAULT_PLAYBOOK, PLAYBOOKS } from './playbooks/playbooks.ts';
import {
  type FieldRole,
  POLICY_PATH,
  type Policy,
  type PolicyProblem,
  type PolicyReading,
  type PolicyTemplate,
} from './policy.ts';
import { keysAt, type PolicyShape, policyShape, readSwitch } from './policy-schema.ts';
import { type PlainMapping, type PlainValue, type PolicySource, readPolicySource } from './policy-source.ts';
import type { BoundRule, Rule } from './rule.ts';
import { parseTemplate } from './template/parse.ts';

type Issue = z.core.$ZodIssue;
type TemplateKey = 'pull-request' | 'commit' | 'bypass';

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

function isMapping(value: PlainValue): value is PlainMapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(root: PlainValue, path: readonly PropertyKey[]): PlainValue {
  return path.reduce<PlainValue>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isMapping(value) ? value[String(key)] : undefined;
  }, root);
}

/** A copy without the value at a path; of a list, the whole list goes, since half of it is not what was meant. */
function without(root: PlainValue, path: readonly PropertyKey[]): PlainValue {
  const [key, ...rest] = path;
  if (key === undefined || !isMapping(root)) return undefined;
  const copy: PlainMapping = Object.assign(Object.create(null), root);
  if (rest.length === 0) delete copy[String(key)];
  else copy[String(key)] = without(root[String(key)], rest);
  return copy;
}

const EXPECTED: readonly (readonly [RegExp, string])[] = [
  [/^(?:branches|templates|fields|labels|rules)$/, 'a mapping: keys with their values below it'],
  [/^branches\./, 'a branch pattern or a list of them'],
  [/^templates\./, 'the path of a file'],
  [/^fields\./, 'a label or a list of them'],
  [/^labels\./, 'the name of a label, of at most 50 characters'],
  [/^extends$/, 'the name of a playbook'],
];

function expectedAt(path: readonly PropertyKey[]): string {
  const place = path.map(String).join('.');
  return EXPECTED.find(([pattern]) => pattern.test(place))?.[1] ?? 'something else';
}

/** Reads one policy file and collects what is wrong with it. */
class Reading {
  readonly problems: PolicyProblem[];
  readonly #source: PolicySource;
  readonly #rules: readonly Rule[];

  constructor(source: PolicySource, rules: readonly Rule[]) {
    this.#source = source;
    this.#rules = rules;
    this.problems = source.problems.map((problem) => ({ path: POLICY_PATH, didYouMean: null, ...problem }));
  }

  add(
    path: readonly PropertyKey[],
    message: string,
    quoted: string | null = null,
    meant: string | null = null,
  ): void {
    this.problems.push({
      path: POLICY_PATH,
      line: this.#source.lineOf(path),
      message,
      quoted,
      didYouMean: meant,
    });
  }

  /** The file's shape with everything taken out that is not as it should be. */
  shape(): PolicyShape {
    let value: PlainValue = this.#source.value;
    for (let mistakes = 0; mistakes < MOST_MISTAKES; mistakes++) {
      const parsed = policyShape.safeParse(value ?? {});
      if (parsed.success) return parsed.data;
      for (const issue of parsed.error.issues) {
        for (const path of this.#explain(issue, value)) value = without(value, path);
      }
    }
    return {};
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
    const path = issue.path.slice(0, 2);
    const value = valueAt(root, path);
    const own = deepest(issue);
    if (own.code === 'custom') this.add(path, own.message, text(value));
    else if (path[0] === 'extends' && typeof value === 'string') {
      const names = PLAYBOOKS.map(({ name }) => name);
      this.add(
        path,
        `There is no such playbook; there is ${names.join(', ')}`,
        value,
        didYouMean(value, names),
      );
    } else this.add(path, `Expected here is ${expectedAt(path)}, and this is ${kindOf(value)}`, text(value));
    return [path];
  }

  /** The rules that are asked, with their settings. */
  rules(given: Readonly<Record<string, unknown>>): readonly BoundRule[] {
    const ids = this.#rules.map(({ id }) => id);
    for (const id of Object.keys(given)) {
      if (given[id] !== undefined && !ids.includes(id))
        this.add(['rules', id], 'There is no such rule', id, didYouMean(id, ids));
    }
    return this.#rules.flatMap((rule) => this.#bind(rule, given[rule.id]));
  }

  #bind(rule: Rule, value: unknown): readonly BoundRule[] {
    const path = ['rules', rule.id];
    const asked = value === undefined ? true : readSwitch(value);
    if (asked === false) return [];
    if (asked === undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      this.add(path, 'A rule is on, off, or has settings below it', typeof value === 'string' ? value : null);
    }
    const settings =
      asked === undefined && typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : {};
    const bound = rule.bind(settings);
    if (bound.ok) return [bound.rule];
    for (const issue of bound.error.issues) this.#explainSetting(rule, issue);
    const plain = rule.bind({});
    return plain.ok ? [plain.rule] : [];
  }

  #explainSetting(rule: Rule, issue: Issue): void {
    const path = ['rules', rule.id, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(['rules', rule.id], this.#rules);
      for (const key of issue.keys)
        this.add([...path, key], 'This rule has no such setting', key, didYouMean(key, known));
      return;
    }
    const options = issue.code === 'invalid_value' ? issue.values.map(String) : [];
    const value = valueAt(this.#source.value, path);
    const meant = typeof value === 'string' ? didYouMean(value, options) : null;
    const expected =
      options.length > 0
        ? `Expected here is ${options.join(' or ')}`
        : `This setting is not as it should be (${issue.message})`;
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

function listOf(
  value: string | readonly string[] | undefined,
  fallback: readonly string[],
): readonly string[] {
  if (value === undefined) return fallback;
  return typeof value === 'string' ? [value] : value;
}

function templateFrom(
  key: TemplateKey,
  path: string | undefined,
  builtIn: { readonly text: string; readonly playbook: Playbook },
  files: PolicyFiles,
  reading: Reading,
): PolicyTemplate {
  const own = { source: `playbook ${builtIn.playbook.name}`, template: parseTemplate(builtIn.text) };
  if (path === undefined) return own;
  const written = files.texts.get(path) ?? null;
  if (written === null) {
    const others = [...files.texts].flatMap(([name, content]) => (content === null ? [] : [name]));
    reading.add(
      ['templates', key],
      'This template is not on the base branch, so the playbook’s own stands in',
      path,
      didYouMean(path, others),
    );
    return own;
  }
  const template = parseTemplate(written);
  if (template.fields.length > 0) return { source: path, template };
  reading.add(['templates', key], 'This template asks for nothing, so the playbook’s own stands in', path);
  return own;
}

/**
 * Reads the policy that the base branch has.
 * @param files the policy file and, once they were asked for, the templates that it names
 * @param rules the rules there are; their settings are parsed by their own schemas
 */
export function readPolicy(files: PolicyFiles, rules: readonly Rule[]): PolicyReading {
  const text = files.texts.get(POLICY_PATH);
  if (text === undefined) return { kind: 'needs-files', paths: [POLICY_PATH] };
  if (text === null) return { kind: 'none' };
  const reading = new Reading(readPolicySource(text), rules);
  const shape = reading.shape();
  const paths = Object.values(shape.templates ?? {}).filter((path) => path !== undefined);
  const unread = paths.filter((path) => !files.texts.has(path));
  if (unread.length > 0) return { kind: 'needs-files', paths };
  const playbook = PLAYBOOKS.find(({ name }) => name === shape.extends) ?? DEFAULT_PLAYBOOK;
  const template = (key: TemplateKey, builtIn: string) =>
    templateFrom(key, shape.templates?.[key], { text: builtIn, playbook }, files, reading);
  const labels = (role: FieldRole) => listOf(shape.fields?.[role], []);
  const { branches } = playbook;
  const policy: Policy = {
    playbook: playbook.name,
    branches: {
      production: listOf(shape.branches?.production, branches.production),
      develop: listOf(shape.branches?.develop, branches.develop),
      release: listOf(shape.branches?.release, branches.release),
      hotfix: listOf(shape.branches?.hotfix, branches.hotfix),
    },
    templates: {
      pullRequest: template('pull-request', playbook.templates.pullRequest),
      commit: template('commit', playbook.templates.commit),
      bypass: template('bypass', playbook.templates.bypass),
    },
    fields: {
      incident: labels('incident'),
      severity: labels('severity'),
      justification: labels('justification'),
      rollback: labels('rollback'),
      monitoring: labels('monitoring'),
      risks: labels('risks'),
    },
    hotfixLabel: shape.labels?.hotfix ?? 'hotfix',
    rules: reading.rules(shape.rules ?? {}),
  };
  const problems = reading.problems.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  return { kind: 'policy', policy, problems };
}
