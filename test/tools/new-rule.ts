// Starts a new rule: npm run new-rule NAME writes the rule, its test and its rows in the docs.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleFromExample } from './rule-from-example.ts';
import { writeDocs } from './write-docs.ts';

const TOP = join(import.meta.dirname, '../..');
const HERE = import.meta.dirname;

const example = {
  rule: readFileSync(join(HERE, 'example-rule.ts'), 'utf8'),
  test: readFileSync(join(HERE, 'example-rule.test.ts'), 'utf8'),
};
const made = ruleFromExample(process.argv.slice(2), example, (path) => existsSync(join(TOP, path)));

if (made.kind === 'refused') {
  console.error(made.why);
  process.exitCode = 1;
} else {
  const paths = [...made.files.keys()];
  for (const [path, text] of made.files) writeFileSync(join(TOP, path), text);
  // The order of imports and the length of lines depend on the name.
  execFileSync('biome', ['check', '--write', '--log-level=warn', ...paths], { cwd: TOP, stdio: 'pipe' });
  await writeDocs();
  const [rule, test] = paths;
  console.log(`Written: ${rule}, ${test}, and the rule's rows in docs/.

The rule works and is off in every playbook. What is left to write:
1. ${rule}: title, task and why; the stage its task belongs to (src/core/case/stage.ts); settings; check.
2. ${test}: a row for each verdict that it can give.
3. docs/DEMANDS.md: a row that names the test.
4. npm run docs, then npm run check.

To have a playbook ask the rule, change its \`default\`. Then test/core/policy/playbook-rules.test.ts says what changes for
policies in use.`);
}
