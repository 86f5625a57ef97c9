/** Merges pull requests with real commits on the base as it is now, and says why one cannot be merged. */
import { signatureOf } from '../create/repository.ts';
import { mergeTrees, rebase } from '../git/merge.ts';
import { GitHubError } from '../http/errors.ts';
import { pushRefs } from '../push.ts';
import { mayBypass } from '../rules/may-bypass.ts';
import { type UnmetRule, unmetByMerge } from '../rules/unmet-rules.ts';
import { issueOf, type ShownMergeability } from '../serialize/pull.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Act } from './act.ts';
import { markMerged, whileMerging } from './merged.ts';
import { pullCommits } from './pull-range.ts';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export interface MergeInput {
  method: MergeMethod;
  title?: string | undefined;
  message?: string | undefined;
  /** The head that the caller saw. */
  sha?: string | undefined;
}

/** Computes whether head and base go together, and keeps it for this pair of tips. */
async function compute(world: World, repo: Repository, pull: PullRequest) {
  const git = world.git(repo);
  const baseSha = (await git.branch(pull.baseRef)) ?? pull.baseSha;
  const known = pull.mergeability;
  if (known && known.baseSha === baseSha && known.headSha === pull.headSha) return known;
  const outcome = await mergeTrees(git, baseSha, pull.headSha);
  const computed = {
    headSha: pull.headSha,
    baseSha,
    mergeable: outcome.clean,
    rebaseable: outcome.clean,
    testMergeSha: null,
  };
  pull.mergeability = computed;
  return computed;
}

/** What GET shows; the first look after a change starts the computation, as on GitHub. */
export async function mergeabilityOf(
  world: World,
  repo: Repository,
  pull: PullRequest,
): Promise<ShownMergeability> {
  if (issueOf(repo, pull).state === 'closed') return { mergeable: null, rebaseable: null, state: 'unknown' };
  const { mergeable, rebaseable } = await compute(world, repo, pull);
  return { mergeable, rebaseable, state: await stateOf(world, repo, pull, mergeable) };
}

async function stateOf(
  world: World,
  repo: Repository,
  pull: PullRequest,
  mergeable: boolean,
): Promise<string> {
  if (!mergeable) return 'dirty';
  if (pull.draft) return 'draft';
  const unmet = await unmetByMerge(world, repo, pull, null);
  if (unmet.some(({ message }) => message.includes('not up to date'))) return 'behind';
  if (unmet.length > 0) return 'blocked';
  const runs = [...repo.checkRuns.values()].filter((run) => run.headSha === pull.headSha);
  const failing = runs.some((run) => run.conclusion === 'failure' || run.status !== 'completed');
  return failing ? 'unstable' : 'clean';
}

const NOT_MERGEABLE = 'Pull Request is not mergeable';

function refuseMethod(repo: Repository, method: MergeMethod): void {
  const { allowMergeCommit, allowRebaseMerge, allowSquashMerge } = repo.settings;
  const words = {
    merge: 'Merge commits are',
    squash: 'Squash merges are',
    rebase: 'Rebase merges are',
  } as const;
  const allowed = { merge: allowMergeCommit, squash: allowSquashMerge, rebase: allowRebaseMerge } as const;
  if (!allowed[method]) throw new GitHubError(405, `${words[method]} not allowed on this repository.`);
}

function refuseUnmet(act: Act, unmet: readonly UnmetRule[]): void {
  const standing = unmet.filter(({ rule }) => !mayBypass(act, rule, true));
  if (standing.length === 0) return;
  const messages = standing.map(({ message }) => message);
  const classic = standing.every(({ rule }) => rule.source.kind === 'protection');
  throw new GitHubError(
    405,
    classic ? messages.join(' ') : `Repository rule violations found\n\n${messages.join('\n\n')}`,
  );
}

async function makeCommits(act: Act, pull: PullRequest, base: string, input: MergeInput): Promise<string> {
  const { world, repo, git, person } = act;
  const issue = issueOf(repo, pull);
  const author = signatureOf(world, person);
  const committer =
    input.method === 'rebase' ? author : { name: 'GitHub', email: 'noreply@github.com', date: world.now() };
  if (input.method === 'rebase') {
    const outcome = await rebase(git, await pullCommits(world, repo, pull), base, committer);
    if (!outcome.clean) throw new GitHubError(405, "This branch can't be rebased");
    return outcome.head;
  }
  const merged = await mergeTrees(git, base, pull.headSha);
  if (!merged.clean) throw new GitHubError(405, NOT_MERGEABLE);
  const owner = world.account(pull.headOwnerId).login;
  const isMerge = input.method === 'merge';
  const title =
    input.title ??
    (isMerge
      ? `Merge pull request #${pull.number} from ${owner}/${pull.headRef}`
      : `${issue.title} (#${pull.number})`);
  const body = input.message ?? (isMerge ? issue.title : await squashMessage(act, pull));
  const parents = isMerge ? [base, pull.headSha] : [base];
  return git.writeCommit({
    tree: merged.tree,
    parents,
    message: body === '' ? title : `${title}\n\n${body}`,
    author,
    committer,
  });
}

async function squashMessage({ world, repo, git }: Act, pull: PullRequest): Promise<string> {
  const commits = await pullCommits(world, repo, pull);
  if (commits.length < 2) return '';
  const messages = await Promise.all(commits.map(async (oid) => (await git.readCommit(oid)).message.trim()));
  return messages.map((message) => `* ${message}`).join('\n\n');
}

/** Merges, or throws with GitHub's status and words. Gives the commit that is the base's tip afterwards. */
export async function mergePull(act: Act, pull: PullRequest, input: MergeInput): Promise<string> {
  const { world, repo, git } = act;
  const issue = issueOf(repo, pull);
  if (pull.mergedAt !== null || issue.state === 'closed') throw new GitHubError(405, NOT_MERGEABLE);
  if (input.sha !== undefined && input.sha !== pull.headSha)
    throw new GitHubError(409, 'Head branch was modified. Review and try the merge again.');
  refuseMethod(repo, input.method);
  if (pull.draft) throw new GitHubError(405, 'Pull Request is still a draft');
  const base = await git.branch(pull.baseRef);
  if (base === null) throw new GitHubError(405, NOT_MERGEABLE);
  const { mergeable } = await compute(world, repo, pull);
  if (!mergeable) throw new GitHubError(405, NOT_MERGEABLE);
  const unmet = await unmetByMerge(world, repo, pull, input.method);
  refuseUnmet(act, unmet);
  return whileMerging(pull, async () => {
    const after = await makeCommits(act, pull, base, input);
    const change = { ref: `refs/heads/${pull.baseRef}`, before: base, after };
    await pushRefs(world, {
      repo,
      git,
      person: act.person,
      app: act.app,
      changes: [change],
      origin: 'merge',
    });
    recordSuite(act, change, unmet);
    await markMerged(act, pull, { baseSha: base, mergeCommitSha: after });
    if (repo.settings.deleteBranchOnMerge && pull.headRepositoryId === repo.id) await deleteHead(act, pull);
    return after;
  });
}

async function deleteHead(act: Act, pull: PullRequest): Promise<void> {
  const { world, repo, git, person, app } = act;
  const before = await git.branch(pull.headRef);
  if (before === null) return;
  const changes = [{ ref: `refs/heads/${pull.headRef}`, before, after: null }];
  await pushRefs(world, { repo, git, person, app, changes, origin: 'merge' });
}

/** How rulesets and protection judged the merge: the record that `rulesets/rule-suites` shows. */
function recordSuite(
  act: Act,
  change: { ref: string; before: string; after: string },
  unmet: readonly UnmetRule[],
): void {
  const { world, repo, person } = act;
  const id = world.ids.next();
  repo.ruleSuites.push({
    id,
    actorId: person.id,
    beforeSha: change.before,
    afterSha: change.after,
    ref: change.ref,
    pushedAt: world.now(),
    result: unmet.length > 0 ? 'bypass' : 'pass',
    evaluationResult: null,
    evaluations: unmet.map(({ rule, message }) => ({
      source:
        rule.source.kind === 'ruleset'
          ? { type: 'ruleset' as const, id: rule.source.ruleset.id, name: rule.source.ruleset.name }
          : { type: 'protected_branch' as const, id: null, name: null },
      enforcement: rule.enforcement,
      result: 'fail' as const,
      ruleType: rule.type,
      details: message,
    })),
  });
}
