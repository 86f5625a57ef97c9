/** Repositories: reading, listing, making, changing, deleting. */
import { z } from 'zod';
import { createRepository } from '../create/repository.ts';
import { organizationOf, requireMembers, requireUser } from '../http/account-access.ts';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { notFound, unprocessable, validationFailed } from '../http/errors.ts';
import { canSee, type Routes } from '../http/routes.ts';
import { nodeId } from '../ids.ts';
import { serializeAccount } from '../serialize/account.ts';
import { serializeFullRepository } from '../serialize/repository.ts';
import type { Account, Role } from '../state/accounts.ts';
import type { Repository, RepositorySettings } from '../state/repository.ts';
import type { World } from '../world.ts';

const settingsBody = z.object({
  name: z.string().optional(),
  description: z.string().nullish(),
  homepage: z.string().nullish(),
  private: z.boolean().optional(),
  visibility: z.enum(['public', 'private', 'internal']).optional(),
  has_issues: z.boolean().optional(),
  has_projects: z.boolean().optional(),
  has_wiki: z.boolean().optional(),
  has_discussions: z.boolean().optional(),
  is_template: z.boolean().optional(),
  archived: z.boolean().optional(),
  allow_squash_merge: z.boolean().optional(),
  allow_merge_commit: z.boolean().optional(),
  allow_rebase_merge: z.boolean().optional(),
  allow_auto_merge: z.boolean().optional(),
  allow_update_branch: z.boolean().optional(),
  allow_forking: z.boolean().optional(),
  delete_branch_on_merge: z.boolean().optional(),
  web_commit_signoff_required: z.boolean().optional(),
  squash_merge_commit_title: z.enum(['PR_TITLE', 'COMMIT_OR_PR_TITLE']).optional(),
  squash_merge_commit_message: z.enum(['PR_BODY', 'COMMIT_MESSAGES', 'BLANK']).optional(),
  merge_commit_title: z.enum(['PR_TITLE', 'MERGE_MESSAGE']).optional(),
  merge_commit_message: z.enum(['PR_BODY', 'PR_TITLE', 'BLANK']).optional(),
  default_branch: z.string().optional(),
});
const newBody = settingsBody.extend({ name: z.string().min(1), auto_init: z.boolean().default(false) });
type SettingsInput = z.infer<typeof settingsBody>;

export function registerRepositories(routes: Routes, world: World): void {
  const docs = (anchor: string) => `/rest/repos/repos#${anchor}`;
  const read = { permissions: [{ metadata: 'read' }] } as const;
  routes.repo('GET', '', { ...read, docs: docs('get-a-repository') }, ({ call, repo }) =>
    ok(serializeFullRepository(world, repo, roleOfCaller(call, repo))),
  );
  routes.on('GET', '/repositories/:id', { docs: docs('get-a-repository') }, (call) => {
    const repo = world.state.repositories.get(call.number('id'));
    if (!repo || !canSee(call, repo)) throw notFound();
    return ok(serializeFullRepository(world, repo, roleOfCaller(call, repo)));
  });
  const administer = { permissions: [{ administration: 'write' }], user: 'admin' } as const;
  routes.repo('PATCH', '', { ...administer, docs: docs('update-a-repository') }, async ({ call, repo }) => {
    await changeRepository(call, world, repo, call.body(settingsBody));
    return ok(serializeFullRepository(world, repo, roleOfCaller(call, repo)));
  });
  routes.repo('DELETE', '', { ...administer, docs: docs('delete-a-repository') }, async ({ call, repo }) => {
    world.events.emit({ event: 'repository', action: 'deleted', repo, sender: call.person, payload: {} });
    await world.removeRepository(repo);
    return noContent();
  });
  registerLists(routes, world);
  routes.on('POST', '/user/repos', { docs: docs('create-a-repository-for-the-authenticated-user') }, (call) =>
    postRepository(call, world, requireUser(call)),
  );
  routes.on('POST', '/orgs/:org/repos', { docs: docs('create-an-organization-repository') }, (call) => {
    const organization = organizationOf(call);
    requireMembers(call, organization, call.actor.kind === 'user' ? 'read' : 'write');
    return postRepository(call, world, organization);
  });
  routes.repo('GET', '/topics', { ...read, docs: docs('get-all-repository-topics') }, ({ repo }) =>
    ok({ names: [...repo.topics] }),
  );
  routes.repo(
    'PUT',
    '/topics',
    { ...administer, docs: docs('replace-all-repository-topics') },
    ({ call, repo }) => {
      repo.topics = call
        .body(z.object({ names: z.array(z.string()) }))
        .names.map((name) => name.toLowerCase());
      return ok({ names: [...repo.topics] });
    },
  );
  const contents = { permissions: [{ contents: 'read' }] } as const;
  routes.repo(
    'GET',
    '/activity',
    { ...contents, docs: docs('list-repository-activities') },
    ({ call, repo }) => listActivity(call, repo),
  );
}

/** The caller's role as `permissions` shows it; of an installation, what its contents permission amounts to. */
export function roleOfCaller(call: Call, repo: Repository): Role | null {
  switch (call.actor.kind) {
    case 'user':
      return call.world.roleOf(call.actor.user, repo);
    case 'installation': {
      const { administration, contents } = call.actor.token.permissions;
      if (administration === 'write') return 'admin';
      return contents === 'write' ? 'write' : 'read';
    }
    case 'app':
    case 'anonymous':
      return repo.settings.private ? null : 'read';
  }
}

function registerLists(routes: Routes, world: World): void {
  const docs = '/rest/repos/repos';
  const all = () => [...world.state.repositories.values()];
  const answer = (call: Call, repos: Repository[]) => {
    const type = call.query.get('type') ?? call.query.get('visibility');
    const wanted = repos.filter((repo) =>
      type === 'private' ? repo.settings.private : type === 'public' ? !repo.settings.private : true,
    );
    return list(call, wanted, (repo) => serializeFullRepository(world, repo, roleOfCaller(call, repo)));
  };
  routes.on('GET', '/orgs/:org/repos', { docs }, (call) => {
    const organization = organizationOf(call);
    return answer(
      call,
      all().filter((repo) => repo.ownerId === organization.id && canSee(call, repo)),
    );
  });
  routes.on('GET', '/users/:username/repos', { docs }, (call) => {
    const account = world.findAccount(call.param('username'));
    if (!account) throw notFound();
    return answer(
      call,
      all().filter((repo) => repo.ownerId === account.id && canSee(call, repo)),
    );
  });
  routes.on('GET', '/user/repos', { docs }, (call) => {
    const user = requireUser(call);
    return answer(
      call,
      all().filter((repo) => belongsTo(world, user, repo)),
    );
  });
}

/** Own, shared or in an organisation of the user: public repositories of strangers do not count. */
function belongsTo(world: World, user: Account, repo: Repository): boolean {
  if (repo.ownerId === user.id || repo.collaborators.has(user.id)) return true;
  const member = world.organizationOf(repo)?.members.has(user.id) ?? false;
  return member && world.roleOf(user, repo) !== null;
}

async function postRepository(call: Call, world: World, owner: Account) {
  const input = call.body(newBody);
  const fullName = `${owner.login}/${input.name.replace(/[^A-Za-z0-9._-]+/g, '-')}`;
  if (world.findRepository(fullName))
    throw validationFailed(
      [
        {
          resource: 'Repository',
          code: 'custom',
          field: 'name',
          message: 'name already exists on this account',
        },
      ],
      'Repository creation failed.',
    );
  const repo = await createRepository(world, fullName, {
    ...(input.auto_init ? {} : { files: {} }),
    settings: settingsFrom(input),
  });
  if (owner.type === 'Organization') repo.collaborators.set(call.person.id, 'admin');
  world.events.emit({ event: 'repository', action: 'created', repo, sender: call.person, payload: {} });
  return created(serializeFullRepository(world, repo, 'admin'));
}

/** Only what the input names. */
function settingsFrom(input: SettingsInput): Partial<RepositorySettings> {
  const isPrivate = input.visibility === undefined ? input.private : input.visibility !== 'public';
  const settings: { [K in keyof RepositorySettings]: RepositorySettings[K] | undefined } = {
    description: input.description,
    homepage: input.homepage,
    private: isPrivate,
    hasIssues: input.has_issues,
    hasProjects: input.has_projects,
    hasWiki: input.has_wiki,
    hasDiscussions: input.has_discussions,
    isTemplate: input.is_template,
    archived: input.archived,
    allowSquashMerge: input.allow_squash_merge,
    allowMergeCommit: input.allow_merge_commit,
    allowRebaseMerge: input.allow_rebase_merge,
    allowAutoMerge: input.allow_auto_merge,
    allowUpdateBranch: input.allow_update_branch,
    allowForking: input.allow_forking,
    deleteBranchOnMerge: input.delete_branch_on_merge,
    webCommitSignoffRequired: input.web_commit_signoff_required,
    squashMergeCommitTitle: input.squash_merge_commit_title,
    squashMergeCommitMessage: input.squash_merge_commit_message,
    mergeCommitTitle: input.merge_commit_title,
    mergeCommitMessage: input.merge_commit_message,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

async function changeRepository(
  call: Call,
  world: World,
  repo: Repository,
  input: SettingsInput,
): Promise<void> {
  const changed = settingsFrom(input);
  const merging = { ...repo.settings, ...changed };
  if (!merging.allowSquashMerge && !merging.allowMergeCommit && !merging.allowRebaseMerge)
    throw unprocessable('Sorry, you need to allow at least one merge strategy.');
  const before = { name: repo.name, branch: repo.defaultBranch, ...repo.settings };
  const emit = (action: string, payload = {}) =>
    world.events.emit({ event: 'repository', action, repo, sender: call.person, payload });
  if (input.default_branch !== undefined && input.default_branch !== repo.defaultBranch) {
    const git = world.git(repo);
    if ((await git.branch(input.default_branch)) === null)
      throw validationFailed([
        {
          resource: 'Repository',
          code: 'invalid',
          field: 'default_branch',
          message: `The branch ${input.default_branch} was not found. Please push that ref first or create it via the Git Data API.`,
        },
      ]);
    repo.defaultBranch = input.default_branch;
    await git.setHead(input.default_branch);
    emit('edited', { changes: { default_branch: { from: before.branch } } });
  }
  Object.assign(repo.settings, changed);
  repo.updatedAt = world.now();
  if (input.name !== undefined && input.name !== repo.name) {
    world.renameRepository(repo, input.name);
    emit('renamed', { changes: { repository: { name: { from: before.name } } } });
  }
  if (repo.settings.description !== before.description)
    emit('edited', { changes: { description: { from: before.description } } });
  if (repo.settings.archived !== before.archived) emit(repo.settings.archived ? 'archived' : 'unarchived');
  if (repo.settings.private !== before.private) emit(repo.settings.private ? 'privatized' : 'publicized');
}

/** Newest first, filtered by ref, actor, kind and period. */
function listActivity(call: Call, repo: Repository) {
  const { world, query } = call;
  const ref = query.get('ref');
  const actor = query.get('actor');
  const type = query.get('activity_type');
  const rows = [...repo.activity].reverse().filter((row) => {
    if (ref !== null && row.ref !== ref && row.ref !== `refs/heads/${ref}`) return false;
    if (type !== null && row.type !== type) return false;
    return actor === null || world.account(row.actorId).login.toLowerCase() === actor.toLowerCase();
  });
  if (query.get('direction') === 'asc') rows.reverse();
  return list(call, rows, (row) => ({
    id: row.id,
    node_id: nodeId('PSH', repo.id, row.id),
    before: row.before,
    after: row.after,
    ref: row.ref,
    timestamp: row.timestamp,
    activity_type: row.type,
    actor: serializeAccount(world, world.account(row.actorId)),
  }));
}
