// Finds the rules: every file in `core/rules` is one, so that adding a rule is adding a file.
import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule } from './core/case/rule.ts';

const RULES_FOLDER = join(import.meta.dirname, 'core', 'rules');

/**
 * Imports the `rule` of each file, sorted by id. Works on the sources and on the built package.
 * @throws naming the file that exports no rule, or whose rule has another id than the file's name
 */
export async function discoverRules(folder: string = RULES_FOLDER): Promise<readonly Rule[]> {
  const names = (await readdir(folder)).filter((name) => /(?<!\.d)\.(?:ts|js)$/.test(name)).sort();
  return Promise.all(names.map((name) => importRule(folder, name)));
}

async function importRule(folder: string, name: string): Promise<Rule> {
  const loaded: unknown = await import(pathToFileURL(join(folder, name)).href);
  const rule = typeof loaded === 'object' && loaded !== null && 'rule' in loaded ? loaded.rule : undefined;
  if (!isRule(rule))
    throw new Error(`${name} in core/rules exports no rule. Export one made by defineRule as "rule".`);
  const id = basename(name, extname(name));
  if (rule.id !== id)
    throw new Error(
      `The rule in ${name} calls itself "${rule.id}". A rule's id is its file's name: "${id}".`,
    );
  return rule;
}

function isRule(value: unknown): value is Rule {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'title' in value &&
    typeof value.title === 'string' &&
    'bind' in value &&
    typeof value.bind === 'function'
  );
}
