// Writes the parts of the docs that the rules make.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { discoverRules } from '../../src/discover-rules.ts';
import { policyPage, policySchema } from './generated-docs.ts';

const DOCS = join(import.meta.dirname, '../../docs');
const PAGE = join(DOCS, 'POLICY.md');
const SCHEMA = join(DOCS, 'hotfix.schema.json');

export async function writeDocs(): Promise<void> {
  const rules = await discoverRules();
  writeFileSync(PAGE, policyPage(readFileSync(PAGE, 'utf8'), rules));
  writeFileSync(SCHEMA, policySchema(rules));
  execFileSync('biome', ['format', '--write', '--log-level=warn', SCHEMA], {
    stdio: 'pipe',
  });
}
