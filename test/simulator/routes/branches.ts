/** Branches and tags, renaming and merging branches. */
import { z } from 'zod';
import { signatureOf } from '../create/repository.ts';
import { mergeTrees } from '../git/merge.ts';
import type { Ref } from '../git/repository.ts';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { conflict, forbidden, notFound, unprocessable } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { roleReaches } from '../permissions.ts';
import { protectionFor } from '../protection-match.ts';
import { pushRefs, type RefChange } from '../push.ts';
import { serializeBranch, serializeShortBranch, serializeTagEntry } from '../serialize/branch.ts';
import { serializeCommit } from '../serialize/commit.ts';
import { roleOfCaller } from './repositories.ts';

const renameBody = z.object({ new_name: z.string().min(1) });
const mergeBody = z.object({ base: z.string(), head: z.string(), commit_message: z.string().optional() });

export function registerBranches(routes: Routes): void {
  const read = { permissions: [{ contents: 'read' }], docs: '/rest/branches/branches' } as const;
  routes.repo('GET', '/branches', read, async ({ call, world, repo, git }) => {
    const wanted = call.query.get('protected');
    const branches = (await git.refs('refs/heads/'))
      .map(({ ref, oid }) => ({ name: ref.slice('refs/heads/'.length), oid }))
      .filter(({ name }) => wanted === null || String(protectionFor(repo, name) !== null) === wanted);
    return list(call, branches, ({ name, oid }) => serializeShortBranch(world, repo, name, oid));
  });
  routes.repo('GET', '/branches/:branch*', read, (context) =>
    branchAnswer(context, context.call.param('branch'), ok),
  );
  const rename = '/rest/branches/branches#rename-a-branch';
  const write = { permissions: [{ contents: 'write' }] } as const;
  routes.repo('POST', '/branches/:branch*/rename', { ...write, docs: rename }, renameBranch);
  const merge = '/rest/branches/branches#merge-a-branch';
  routes.repo('POST', '/merges', { ...write, docs: merge }, mergeBranches);
  routes.repo('GET', '/tags', read, async ({ call, world, repo, git }) => {
    const tags = (await git.refs('refs/tags/')).reverse();
    return list(call, tags, async ({ ref }: Ref) =>
      serializeTagEntry(world, repo, ref.slice('refs/tags/'.length), (await git.resolveCommit(ref)) ?? ''),
    );
  });
}

async function branchAnswer({ world, repo, git }: RepositoryCall, name: string, answer: typeof ok) {
  const oid = await git.branch(name);
  if (oid === null) throw notFound('Branch not found');
  return answer(serializeBranch(world, repo, name, serializeCommit(world, repo, await git.readCommit(oid))));
}

async function renameBranch(context: RepositoryCall) {
  const { call, world, repo, git } = context;
  const from = call.param('branch');
  const to = call.body(renameBody).new_name;
  const oid = await git.branch(from);
  if (oid === null) throw notFound('Branch not found');
  if (from === repo.defaultBranch && !roleReaches(roleOfCaller(call, repo), 'admin'))
    throw forbidden('Must have admin rights to Repository.');
  if (!(await git.validRef(`refs/heads/${to}`)) || (await git.branch(to)) !== null)
    throw unprocessable(`Sorry, that branch name already exists or is not valid: ${to}`);
  const changes: RefChange[] = [
    { ref: `refs/heads/${to}`, before: null, after: oid },
    { ref: `refs/heads/${from}`, before: oid, after: null },
  ];
  // What follows the branch follows its name: the default branch, protection by name, open pull requests.
  if (repo.defaultBranch === from) {
    repo.defaultBranch = to;
    await git.setHead(to);
  }
  for (const rule of repo.protections) if (rule.pattern === from) rule.pattern = to;
  for (const pull of repo.pulls.values()) {
    if (repo.issues.get(pull.number)?.state !== 'open') continue;
    if (pull.baseRef === from) pull.baseRef = to;
    if (pull.headRef === from && pull.headRepositoryId === repo.id) pull.headRef = to;
  }
  await pushRefs(world, { repo, git, person: call.person, app: call.app, changes, origin: 'seed' });
  return branchAnswer(context, to, created);
}

async function mergeBranches({ call, world, repo, git }: RepositoryCall) {
  const input = call.body(mergeBody);
  const base = await git.branch(input.base);
  if (base === null) throw notFound('Base does not exist');
  const head = await git.resolveCommit(input.head);
  if (head === null) throw notFound('Head does not exist');
  if (await git.isAncestor(head, base)) return noContent();
  const outcome = await mergeTrees(git, base, head);
  if (!outcome.clean) throw conflict('Merge conflict');
  const author = signatureOf(world, call.person);
  const merged = await git.writeCommit({
    tree: outcome.tree,
    parents: [base, head],
    message: input.commit_message ?? `Merge ${input.head} into ${input.base}`,
    author,
    committer: { name: 'GitHub', email: 'noreply@github.com', date: author.date },
  });
  await pushRefs(world, {
    repo,
    git,
    person: call.person,
    app: call.app,
    changes: [{ ref: `refs/heads/${input.base}`, before: base, after: merged }],
    origin: 'api',
  });
  return created(serializeCommit(world, repo, await git.readCommit(merged)));
}
