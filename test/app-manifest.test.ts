// The manifest asks for what the code uses: no event that nobody handles, no permission that nobody needs.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { subscriptions } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Effect } from '../src/core/show/effects.ts';

const ROOT = join(import.meta.dirname, '..');

const manifest = z
  .object({
    hook_attributes: z.object({ url: z.url(), active: z.literal(true) }),
    default_events: z.array(z.string()),
    default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  })
  .parse(parse(readFileSync(join(ROOT, 'app.yml'), 'utf8')));

/** What GitHub's documentation asks for each write. A new effect has to name its permission here. */
const NEEDED_TO_WRITE = {
  'create-check-run': 'checks',
  'update-check-run': 'checks',
  'create-comment': 'pull_requests',
  'update-comment': 'pull_requests',
  'update-description': 'pull_requests',
  'add-labels': 'pull_requests',
  'remove-label': 'pull_requests',
  'delete-comment': 'pull_requests',
  react: 'pull_requests',
} satisfies Record<Effect['kind'], string>;

/**
 * What the snapshot and the events need besides: the policy's files, commits and branches; comments, teams, merge groups. Metadata
 * comes with every app.
 */
const NEEDED_TO_READ = ['contents', 'issues', 'members', 'merge_queues', 'metadata'];

test('the events are those that the app subscribes to', () => {
  expect([...manifest.default_events].sort()).toEqual([...subscriptions()].sort());
});

test('the permissions are those that the writes and the snapshot need', () => {
  const needed = new Map<string, string>(NEEDED_TO_READ.map((name) => [name, 'read']));
  for (const name of Object.values(NEEDED_TO_WRITE)) needed.set(name, 'write');
  expect(manifest.default_permissions).toEqual(Object.fromEntries(needed));
});

test("the webhook's URL ends in the path that the app listens on", () => {
  expect(new URL(manifest.hook_attributes.url).pathname).toBe('/api/github/webhooks');
});

test('every variable of the example is one that the app reads, with its default', () => {
  const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
  const lines = [...example.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(
    ([, name, value]) => [name ?? '', value ?? ''] as const,
  );
  const values = Object.fromEntries(
    lines.filter(([name, value]) => value !== '' && !/^(GHE_|GITHUB_)/.test(name)),
  );
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const base = { APP_ID: '1', PRIVATE_KEY: key, WEBHOOK_SECRET: 'secret' };
  const byDefault = readConfig(base);
  expect(byDefault.ok).toBe(true);
  expect(readConfig({ ...base, ...values })).toEqual(byDefault);
  const source = readFileSync(join(ROOT, 'src/config.ts'), 'utf8');
  expect(lines.filter(([name]) => !source.includes(name))).toEqual([]);
});
