/** Reads a seed file (YAML or JSON) and makes the people, repositories and the App's installations that it describes. */
import { parse } from 'yaml';
import { z } from 'zod';
import type { Creators } from './simulator.ts';
import type { App } from './state/accounts.ts';

const role = z.enum(['read', 'triage', 'write', 'maintain', 'admin']);
const files = z.record(z.string(), z.string().nullable());

const seed = z.strictObject({
  users: z.array(z.string()).default([]),
  organizations: z
    .record(
      z.string(),
      z.strictObject({
        members: z.record(z.string(), z.enum(['member', 'admin'])).default({}),
        teams: z
          .record(
            z.string(),
            z.strictObject({
              members: z.array(z.string()).default([]),
              repositories: z.record(z.string(), role).default({}),
            }),
          )
          .default({}),
      }),
    )
    .default({}),
  repositories: z
    .record(
      z.string().regex(/^[^/\s]+\/[^/\s]+$/, 'a repository is named owner/name'),
      z.strictObject({
        private: z.boolean().optional(),
        default_branch: z.string().optional(),
        files: files.optional(),
        branches: z
          .record(
            z.string(),
            z.strictObject({
              from: z.string().optional(),
              files: files.optional(),
              message: z.string().optional(),
              author: z.string().optional(),
            }),
          )
          .default({}),
        tags: z.record(z.string(), z.string()).default({}),
        collaborators: z.record(z.string(), role).default({}),
      }),
    )
    .default({}),
  /** Accounts that the App is installed on; left out: every organisation. */
  installations: z.array(z.string()).optional(),
});

export type Seed = z.infer<typeof seed>;

/** What there is without a seed file: enough to open a hotfix. */
export const DEFAULT_SEED: Seed = seed.parse({
  users: ['ada', 'grace'],
  organizations: { acme: { members: { ada: 'member', grace: 'admin' } } },
  repositories: {
    'acme/shop': {
      files: { 'README.md': '# Shop\n', '.github/hotfix.yml': 'extends: workflow\n' },
      branches: { develop: {} },
      tags: { 'v1.0.0': 'main' },
      collaborators: { ada: 'write' },
    },
  },
});

/** @throws Error with one line for each mistake */
export function readSeed(text: string): Seed {
  const parsed = seed.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('\n'),
  );
}

export async function plantSeed(create: Creators, app: App | null, wanted: Seed): Promise<void> {
  for (const login of wanted.users) create.user(login);
  for (const [login, { members }] of Object.entries(wanted.organizations))
    create.organization(login, { members });
  for (const [name, { default_branch: defaultBranch, ...input }] of Object.entries(wanted.repositories))
    await create.repository(name, { ...input, defaultBranch });
  for (const [login, { teams }] of Object.entries(wanted.organizations))
    for (const [slug, team] of Object.entries(teams)) create.team(login, slug, team);
  if (app === null) return;
  const owners = Object.keys(wanted.repositories).map((name) => name.split('/')[0] ?? '');
  for (const account of wanted.installations ?? new Set([...Object.keys(wanted.organizations), ...owners]))
    create.installApp(app, account);
}
