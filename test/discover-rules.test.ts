// Rules are found by their files; a file that is not a rule is named.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { discoverRules } from '../src/discover-rules.ts';
import { temporaryFolder } from './store/temporary-folder.ts';

const RULE = (id: string) =>
  `export const rule = { id: '${id}', title: 't', why: 'w', settings: {}, bind() {} };`;

test('every file of the rules folder is a rule, sorted by id', async () => {
  const files = readdirSync(join(import.meta.dirname, '../src/core/rules')).map((name) =>
    name.replace(/\.ts$/, ''),
  );
  expect((await discoverRules()).map((rule) => rule.id)).toEqual(files.sort());
});

test('built files are rules too; type declarations and maps are not', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'alpha.js'), RULE('alpha'));
  writeFileSync(join(folder, 'alpha.d.ts'), 'export {};');
  writeFileSync(join(folder, 'alpha.js.map'), '{}');
  expect((await discoverRules(folder)).map((rule) => rule.id)).toEqual(['alpha']);
});

test.each([
  [
    'helper.js',
    'export const help = 1;',
    'helper.js in core/rules exports no rule. Export one made by defineRule as "rule".',
  ],
  [
    'beta.js',
    RULE('alpha'),
    'The rule in beta.js calls itself "alpha". A rule\'s id is its file\'s name: "beta".',
  ],
])('%s is refused by name', async (name, text, message) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), text);
  await expect(discoverRules(folder)).rejects.toThrow(message);
});
