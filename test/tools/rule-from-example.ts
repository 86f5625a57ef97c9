// A new rule and its test, made from the example beside this file, which is compiled and tested like everything else.

const EXAMPLE = 'example-rule';
const LONGEST_NAME = 40;

export interface Example {
  readonly rule: string;
  readonly test: string;
}

export type NewRule =
  | { readonly kind: 'refused'; readonly why: string }
  /** Texts by path from the top of the repository. */
  | { readonly kind: 'files'; readonly files: ReadonlyMap<string, string> };

function refused(why: string): NewRule {
  return { kind: 'refused', why };
}

function named(text: string, name: string): string {
  return text.replace('. `npm run new-rule` copies this file.', '.').replaceAll(EXAMPLE, name);
}

/**
 * @param names what was given on the command line
 * @param isTaken whether a file exists, by its path from the top of the repository
 */
export function ruleFromExample(
  names: readonly string[],
  example: Example,
  isTaken: (path: string) => boolean,
): NewRule {
  const [name, ...others] = names;
  if (name === undefined || others.length > 0)
    return refused('Give one name for the rule: npm run new-rule deploy-window');
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > LONGEST_NAME)
    return refused(
      `"${name}" cannot be a rule's name. Use lower-case words with hyphens between them, ${LONGEST_NAME} characters at most: deploy-window.`,
    );
  if (name === 'policy')
    return refused('"policy" cannot be a rule\'s name: mistakes in the policy are listed under it.');
  const rule = `src/core/rules/${name}.ts`;
  const test = `test/core/rules/${name}.test.ts`;
  const taken = [rule, test].find(isTaken);
  if (taken !== undefined) return refused(`${taken} exists already. Choose another name.`);
  const files = new Map([
    [rule, named(example.rule, name).replaceAll("'../../src/core/", "'../")],
    [
      test,
      named(example.test, name)
        .replaceAll("'../support/", "'../../support/")
        .replaceAll(`'./${name}.ts'`, `'../../../src/core/rules/${name}.ts'`),
    ],
  ]);
  return { kind: 'files', files };
}
