/** Pull requests: listed, opened, edited, merged, their commits and files. */
import { z } from 'zod';
import { signatureOf } from '../create/repository.ts';
import { mergeTrees } from '../git/merge.ts';
import { accepted, created, list, noContent, ok, raw } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound, unprocessable } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { actOf } from '../operations/act.ts';
import { mergePull } from '../operations/merge.ts';
import { shownMergeability } from '../operations/mergeability.ts';
import { pullCommits, pullFiles, pullRange, pullsWith } from '../operations/pull-range.ts';
import { editPull, openPull } from '../operations/pulls.ts';
import { pushRefs } from '../push.ts';
import { serializeCommit, serializeFileChange } from '../serialize/commit.ts';
import { issueOf, serializeFullPull, serializePull } from '../serialize/pull.ts';
import type { PullRequest } from '../state/issues.ts';

const openBody = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  head: z.string(),
  base: z.string(),
  draft: z.boolean().optional(),
  maintainer_can_modify: z.boolean().optional(),
  issue: z.number().optional(),
});
const editBody = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  base: z.string().optional(),
  maintainer_can_modify: z.boolean().optional(),
});
const mergeBody = z.object({
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
  sha: z.string().optional(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge'),
});

const read = { permissions: [{ pull_requests: 'read' }], docs: '/rest/pulls/pulls' } as const;
const write = { permissions: [{ pull_requests: 'write' }], docs: '/rest/pulls/pulls' } as const;
/** GitHub shows 250 commits and 3,000 files of a pull request. */
const MOST_COMMITS = 250;
const MOST_FILES = 3_000;

export function pullOf({ call, repo }: RepositoryCall): PullRequest {
  const pull = repo.pulls.get(call.number('number'));
  if (!pull) throw notFound();
  return pull;
}

export function registerPulls(routes: Routes): void {
  routes.repo('GET', '/pulls', read, (context) =>
    list(context.call, wanted(context), (pull) => serializePull(context.world, context.repo, pull)),
  );
  // Anybody who can read may open one from their own branch.
  routes.repo('POST', '/pulls', { ...write, user: 'read' }, async (context) => {
    const body = context.call.body(openBody);
    const { maintainer_can_modify: maintainerCanModify, ...input } = body;
    const pull = await openPull(actOf(context), { ...input, maintainerCanModify });
    return created(await serializeFullPull(context.world, context.repo, pull));
  });
  routes.repo('GET', '/pulls/:number', read, async (context) => {
    const { world, repo } = context;
    const pull = pullOf(context);
    const text = await diffAnswer(context, pull);
    return (
      text ??
      ok(await serializeFullPull(world, repo, pull, await shownMergeability(world, repo, pull, context.call)))
    );
  });
  routes.repo('PATCH', '/pulls/:number', { ...write, user: 'read' }, async (context) => {
    const { maintainer_can_modify: maintainerCanModify, ...edit } = context.call.body(editBody);
    const pull = pullOf(context);
    await editPull(actOf(context), pull, { ...edit, maintainerCanModify });
    return ok(await serializeFullPull(context.world, context.repo, pull));
  });
  routes.repo('GET', '/pulls/:number/commits', read, async (context) => {
    const { call, world, repo, git } = context;
    const oids = (await pullCommits(world, repo, pullOf(context))).slice(0, MOST_COMMITS);
    return list(call, oids, async (oid) => serializeCommit(world, repo, await git.readCommit(oid)));
  });
  routes.repo('GET', '/pulls/:number/files', read, async (context) => {
    const { call, world, repo } = context;
    const pull = pullOf(context);
    const files = (await pullFiles(world, repo, pull)).slice(0, MOST_FILES);
    const { head } = await pullRange(world, repo, pull);
    return list(call, files, (file) => serializeFileChange(world, repo, head, file));
  });
  routes.repo('GET', '/commits/:sha/pulls', read, async (context) => {
    const { call, world, repo, git } = context;
    const sha = await git.resolveCommit(call.param('sha'));
    if (sha === null) throw unprocessable(`No commit found for SHA: ${call.param('sha')}`);
    const found = await pullsWith(world, repo, sha);
    return list(call, found, (pull) => serializePull(world, repo, pull));
  });
  registerMerging(routes);
}

function registerMerging(routes: Routes): void {
  routes.repo('GET', '/pulls/:number/merge', read, (context) => {
    if (pullOf(context).mergedAt === null) throw notFound();
    return noContent();
  });
  const merging = {
    permissions: [{ contents: 'write' }],
    docs: '/rest/pulls/pulls#merge-a-pull-request',
  } as const;
  routes.repo('PUT', '/pulls/:number/merge', merging, async (context) => {
    const { call } = context;
    const { commit_title: title, commit_message: message, merge_method: method, sha } = call.body(mergeBody);
    const merged = await mergePull(actOf(context), pullOf(context), { method, title, message, sha });
    return ok({ sha: merged, merged: true, message: 'Pull Request successfully merged' });
  });
  routes.repo('PUT', '/pulls/:number/update-branch', write, async (context) => {
    const { world, repo, call } = context;
    const pull = pullOf(context);
    const { expected_head_sha: expected } = call.body(z.object({ expected_head_sha: z.string().optional() }));
    if (expected !== undefined && expected !== pull.headSha)
      throw unprocessable('expected head sha didn’t match current head ref.');
    await updateBranch(context, pull);
    return accepted({
      message: 'Updating pull request branch.',
      url: `${world.urls.html}/${world.fullName(repo)}/pull/${pull.number}`,
    });
  });
}

async function updateBranch({ world, repo, git, call }: RepositoryCall, pull: PullRequest): Promise<void> {
  const { base, head } = await pullRange(world, repo, pull);
  if (await git.isAncestor(base, head)) throw unprocessable('There are no new commits on the base branch.');
  const merged = await mergeTrees(git, head, base);
  if (!merged.clean) throw unprocessable('merge conflict between base and head');
  const author = signatureOf(world, call.person);
  const message = `Merge branch '${pull.baseRef}' into ${pull.headRef}`;
  const after = await git.writeCommit({ tree: merged.tree, parents: [head, base], message, author });
  const changes = [{ ref: `refs/heads/${pull.headRef}`, before: head, after }];
  await pushRefs(world, { repo, git, person: call.person, app: call.app, changes, origin: 'api' });
}

function wanted({ call, world, repo }: RepositoryCall): PullRequest[] {
  const state = call.query.get('state') ?? 'open';
  const head = call.query.get('head');
  const base = call.query.get('base');
  const fits = (pull: PullRequest) => {
    if (state !== 'all' && issueOf(repo, pull).state !== state) return false;
    if (base !== null && pull.baseRef !== base) return false;
    return (
      head === null || head === '' || head === `${world.account(pull.headOwnerId).login}:${pull.headRef}`
    );
  };
  const found = [...repo.pulls.values()].filter(fits);
  const by = call.query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  found.sort((a, b) => issueOf(repo, a)[by].localeCompare(issueOf(repo, b)[by]) || a.number - b.number);
  const ascending = call.query.get('direction') === 'asc';
  return ascending ? found : found.reverse();
}

async function diffAnswer({ call, world, repo, git }: RepositoryCall, pull: PullRequest) {
  const { mergeBase, head, base } = await pullRange(world, repo, pull);
  if (call.accepts('diff')) {
    const { stdout } = await git.runPure(['diff', '-M', mergeBase, head]);
    return raw(stdout, 'application/vnd.github.diff; charset=utf-8');
  }
  if (!call.accepts('patch')) return null;
  const { stdout } = await git.runPure(['format-patch', '--stdout', '-M', `${base}..${head}`]);
  return raw(stdout, 'application/vnd.github.patch; charset=utf-8');
}
