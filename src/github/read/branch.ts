// Reads one snapshot of a branch: its head, the check on it, its open pull requests, and how it compares with production.
import type { z } from 'zod';
import type { ReadPlan } from '../../core/case/need.ts';
import type { BranchFacts } from '../../core/model/facts/branch.ts';
import { type Known, notGiven, unreadable } from '../../core/model/facts/known.ts';
import type { CarryingPull, Origin } from '../../core/model/facts/origin.ts';
import {
  type BranchName,
  type BranchSubject,
  parseBranchName,
  parsePullNumber,
  parseSha,
  type Sha,
  subjectKey,
} from '../../core/model/ids.ts';
import { NOTHING_PUBLISHED } from '../../core/show/effects.ts';
import { onlyHead } from '../../reconcile/hints.ts';
import type { Result, Snapshot } from '../../reconcile/ports.ts';
import { branchAnswer } from './answer.ts';
import { repositoryFacts } from './answer-facts.ts';
import { organisationPolicy, textsOf } from './answer-files.ts';
import { gone, type Questions } from './ask-repository.ts';
import { askedBy } from './asked.ts';
import {
  type Compared,
  carryingPulls,
  comparedBranches,
  listOlder,
  notBeyond,
  originOf,
} from './compared-branches.ts';
import { othersRuns, publishedChecks } from './published.ts';
import { branchQuery } from './query.ts';
import { sameHeadOf } from './same-head.ts';
import { hasOrganisation, numbered, refNames, withPolicy } from './variables.ts';

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
  carriedBy: readonly CarryingPull[],
): Promise<Known<Origin>> {
  if (production.length === 0) return notGiven('No production branch was named');
  const base = nearest(production);
  if (base === null) return unreadable('GitHub could not compare the branch with a production branch');
  const whole = await listOlder(questions, base, branch, head, ({ isWhole }) => isWhole);
  if (whole.kind !== 'compared') return unreadable(`GitHub could not compare the branch with ${base.branch}`);
  const own = [...whole.ahead.lacking].map(parseSha).filter((sha) => sha !== null);
  // The newest commit is production's own until somebody commits, and then every branch from there holds it.
  const carriers = own.includes(head) ? notBeyond(carriedBy, carriedBy, head) : [];
  return originOf(questions, {
    production: base.branch,
    own,
    isWhole: whole.ahead.isWhole,
    develop,
    headRef: branch,
    head,
    carriedBy: carriers,
  });
}

type Incoming = NonNullable<z.infer<typeof branchAnswer>['repository']>['incoming'];

function incomingOf(answer: Incoming): BranchFacts['incoming'] {
  return (answer?.nodes ?? []).flatMap((pull) => {
    const number = parsePullNumber(pull.number);
    const branch = parseBranchName(pull.headRefName);
    const labels = pull.labels?.nodes.map(({ name }) => name) ?? [];
    return number === null || branch === null ? [] : [{ number, branch, labels }];
  });
}

/** Reads a branch. `not-found` when it was deleted meanwhile. */
export async function readBranch(
  questions: Questions,
  subject: BranchSubject,
  plan: ReadPlan,
): Promise<Result<Snapshot>> {
  const asked = askedBy(plan);
  const paths = withPolicy(asked.files);
  const others = [...asked.production, ...asked.develop];
  const theirPaths = withPolicy(asked.organisationFiles);
  const variables = {
    ref: `refs/heads/${subject.branch}`,
    branch: subject.branch,
    appId: questions.appId,
    withOrganisation: hasOrganisation(subject.repository),
    ...numbered('file', paths),
    ...numbered('organisationFile', theirPaths),
    ...numbered('compared', refNames(others)),
    ...(others.length > 0 ? { headRef: subject.branch } : {}),
  };
  const counts = { file: paths.length, organisationFile: theirPaths.length, compared: others.length };
  const reply = await questions.ask(branchQuery(counts), variables, branchAnswer);
  if (!reply.ok) return reply;
  const { repository, organisation } = reply.value.value;
  const sha = parseSha(repository?.ref?.target?.oid ?? '');
  if (repository === null || repository.ref === null || sha === null) return gone('The branch');
  const facts = repositoryFacts(repository);
  const commit = repository.policy?.target ?? null;
  const texts = commit === null ? null : textsOf('file', paths, commit);
  if (facts === null || texts === null) return gone('The default branch');

  const compared = comparedBranches(reply.value.answer.data, others, sha);
  const production = compared.slice(0, asked.production.length);
  const develop = compared.slice(asked.production.length);
  const pulls = repository.ref.associatedPullRequests.nodes.map(({ number }) => parsePullNumber(number));
  const carriers = carryingPulls(repository.ref.target?.associatedPullRequests);
  const key = subjectKey({ ...subject, repository: facts.id });
  const suites = repository.ref.target?.checkSuites ?? null;
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
          incoming: incomingOf(repository.incoming),
          origin: await originFor(questions, subject.branch, sha, production, develop, carriers),
          sameHead: sameHeadOf(repository.ref.target?.associatedPullRequests, sha, null),
        },
        files: {
          branch: facts.defaultBranch,
          texts,
          organisation: organisationPolicy(
            { repository: facts.id, owner: repository.owner, paths: theirPaths },
            organisation,
            reply.value.answer.problems,
          ),
        },
        headFiles: new Map(),
        teams: new Map(),
        people: new Map(),
        presses: [],
      },
      published: {
        ...NOTHING_PUBLISHED,
        checks: publishedChecks(suites, sha, key),
        others: othersRuns(suites, sha, key),
      },
      plan,
      seen: onlyHead(sha),
    },
  };
}
