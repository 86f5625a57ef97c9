// Reads one snapshot of a pull request: one question when nothing about it surprises, a few more when something does.
import type { ReadPlan } from '../../core/case/need.ts';
import type { PullSubject } from '../../core/model/ids.ts';
import type { Result, Snapshot } from '../../reconcile/ports.ts';
import { pullAnswer } from './answer.ts';
import { repositoryFacts } from './answer-facts.ts';
import { organisationPolicy } from './answer-files.ts';
import { failed, gone, type Questions } from './ask-repository.ts';
import { type Asked, askedBy } from './asked.ts';
import { headRefOf, namesOf, pullRef, pullSnapshot } from './pull-facts.ts';
import { type Extras, readRest } from './pull-rest.ts';
import { pullQuery } from './query.ts';
import { askable, slugOf } from './teams.ts';
import { hasOrganisation, numbered, refNames, withPolicy } from './variables.ts';

/** What the last read of a pull request teaches the next. A wrong hint costs a question, never the truth. */
export interface PullHint {
  /** The head as a comparison wants it named: `branch`, or `owner:branch` of a fork. */
  readonly headRef: string;
}

/** @param headRef what the head is taken to be called, to be compared with others */
function askPull(questions: Questions, { repository, number }: PullSubject, asked: Asked, headRef: string) {
  const files = withPolicy(asked.files);
  const theirs = withPolicy(asked.organisationFiles);
  const teams = askable(repository, asked.teams);
  const { headFiles, develop } = asked;
  const variables = {
    number,
    appId: questions.appId,
    withOrganisation: hasOrganisation(repository),
    ...numbered('file', files),
    ...numbered('organisationFile', theirs),
    ...numbered('headFile', headFiles),
    ...numbered('compared', refNames(develop)),
    ...numbered('team', teams.map(slugOf)),
    ...(develop.length > 0 ? { headRef } : {}),
  };
  const counts = {
    file: files.length,
    organisationFile: theirs.length,
    headFile: headFiles.length,
    compared: develop.length,
    team: teams.length,
  };
  return questions.ask(pullQuery(counts), variables, pullAnswer);
}

/** Reads a pull request. The hint to keep comes back beside the snapshot. */
export async function readPull(
  questions: Questions,
  subject: PullSubject,
  plan: ReadPlan,
  hint: PullHint | null,
  extras: Extras,
): Promise<Result<{ readonly snapshot: Snapshot; readonly hint: PullHint }>> {
  const asked = askedBy(plan);
  // Before the head's name is known, the pull request's own ref stands for it.
  const guess = hint?.headRef ?? pullRef(subject);
  const reply = await askPull(questions, subject, asked, guess);
  if (!reply.ok) return reply;
  const { value, answer } = reply.value;
  const pull = value.repository?.pullRequest ?? null;
  if (value.repository === null || pull === null) return gone('The pull request');
  const repository = repositoryFacts(value.repository);
  const names = namesOf(pull);
  if (repository === null) return gone('The repository');
  if (names === null)
    return failed({ kind: 'transient', message: 'GitHub names the branches in a way that git cannot' });

  const headRef = headRefOf(pull, subject);
  const found = { subject, repository, pull, names, headRef, viewer: value.viewer.login, answer };
  const isSameHead = guess === headRef || guess === pullRef(subject);
  const organisation = organisationPolicy(
    {
      repository: repository.id,
      owner: value.repository.owner,
      paths: withPolicy(asked.organisationFiles),
    },
    value.organisation,
    answer.problems,
  );
  const compared = isSameHead ? answer.data : null;
  const rest = await readRest(questions, found, asked, compared, organisation, extras);
  if (!rest.ok) return rest;
  const snapshot = pullSnapshot(found, rest.value, plan, questions.clock.now());
  return { ok: true, value: { snapshot, hint: { headRef } } };
}
