// Reads one snapshot of a branch: its head, the check on it, its open pull requests, and how it compares with production.
import { type Known, notGiven, type Origin, unreadable } from '../core/facts.ts';
import {
  type BranchName,
  parsePullNumber,
  parseSha,
  type Sha,
  type Subject,
  subjectKey,
} from '../core/ids.ts';
import { POLICY_PATH } from '../core/policy.ts';
import type { ReadPlan } from '../core/reconcile-step.ts';
import type { Result, Snapshot } from '../reconcile/ports.ts';
import { branchAnswer } from './answer.ts';
import { policyFiles, repositoryFacts } from './answer-facts.ts';
import { type Compared, comparedBranches, listOlder, originOf } from './compared-branches.ts';
import { publishedCheck } from './published.ts';
import { branchQuery } from './query.ts';
import { gone, numbered, type Questions, refNames } from './questions.ts';

export type BranchSubject = Extract<Subject, { kind: 'branch' }>;

type Nearest = Extract<Compared, { kind: 'compared' }>;

/** Of several production branches, the branch began on the one that it has fewest commits beyond. */
function nearest(compared: readonly Compared[]): Nearest | null {
  return compared.reduce<Nearest | null>(
    (best, one) => (one.kind === 'compared' && (best === null || one.aheadBy < best.aheadBy) ? one : best),
    null,
  );
}

async function originFor(
  questions: Questions,
  branch: BranchName,
  head: Sha,
  production: readonly Compared[],
  develop: readonly Compared[],
): Promise<Known<Origin>> {
  if (production.length === 0) return notGiven('No production branch was named');
  const base = nearest(production);
  if (base === null) return unreadable('GitHub could not compare the branch with a production branch');
  const whole = await listOlder(questions, base, branch, head, ({ isWhole }) => isWhole);
  if (whole.kind !== 'compared') return unreadable(`GitHub could not compare the branch with ${base.branch}`);
  const own = [...whole.ahead.lacking].map(parseSha).filter((sha) => sha !== null);
  return originOf(questions, base.branch, own, whole.ahead.isWhole, develop, branch, head);
}

/** Reads a branch. `not-found` when it was deleted meanwhile. */
export async function readBranch(
  questions: Questions,
  subject: BranchSubject,
  plan: ReadPlan,
): Promise<Result<Snapshot>> {
  const paths = [...new Set([POLICY_PATH, ...plan.files])];
  const others = [...plan.production, ...plan.develop];
  const variables = {
    ref: `refs/heads/${subject.branch}`,
    appId: questions.appId,
    ...numbered('file', paths),
    ...numbered('compared', refNames(others)),
    ...(others.length > 0 ? { headRef: subject.branch } : {}),
  };
  const reply = await questions.ask(branchQuery(paths.length, others.length), variables, branchAnswer);
  if (!reply.ok) return reply;
  const { repository } = reply.value.value;
  const sha = parseSha(repository?.ref?.target?.oid ?? '');
  if (repository === null || repository.ref === null || sha === null) return gone('The branch');
  const facts = repositoryFacts(repository);
  const commit = repository.policy?.target ?? null;
  const files = facts === null || commit === null ? null : policyFiles(facts.defaultBranch, paths, commit);
  if (facts === null || files === null) return gone('The default branch');

  const compared = comparedBranches(reply.value.answer.data, others, sha);
  const production = compared.slice(0, plan.production.length);
  const develop = compared.slice(plan.production.length);
  const pulls = repository.ref.associatedPullRequests.nodes.map(({ number }) => parsePullNumber(number));
  const key = subjectKey({ ...subject, repository: facts.id });
  return {
    ok: true,
    value: {
      facts: {
        now: questions.clock.now(),
        repository: facts,
        change: {
          kind: 'branch',
          branch: subject.branch,
          sha,
          pulls: pulls.filter((number) => number !== null),
          origin: await originFor(questions, subject.branch, sha, production, develop),
        },
        files,
      },
      published: {
        check: publishedCheck(repository.ref.target?.checkSuites ?? null, sha, key),
        comment: null,
      },
      plan,
    },
  };
}
