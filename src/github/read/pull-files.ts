// Reads files of a pull request's base, which its policy is in, and of its head, where it changes that policy.
import type { Facts } from '../../core/model/facts/facts.ts';
import type { PolicyFiles } from '../../core/model/facts/repository.ts';
import type { BranchName } from '../../core/model/ids.ts';
import type { Result } from '../../reconcile/ports.ts';
import { filesAtCommitAnswer, type PullAnswer } from './answer.ts';
import { textsOf } from './answer-files.ts';
import { gone, type Questions } from './ask-repository.ts';
import * as query from './query.ts';
import { numbered } from './variables.ts';

async function textsAt(
  questions: Questions,
  oid: string,
  paths: readonly string[],
): Promise<Result<ReadonlyMap<string, string | null> | null>> {
  const variables = { oid, ...numbered('file', paths) };
  const reply = await questions.ask(query.filesAtCommitQuery(paths.length), variables, filesAtCommitAnswer);
  if (!reply.ok) return reply;
  const commit = reply.value.value.repository?.object ?? null;
  return { ok: true, value: commit === null ? null : textsOf('file', paths, commit) };
}

export async function baseFiles(
  questions: Questions,
  pull: PullAnswer,
  base: BranchName,
  paths: readonly string[],
  organisation: PolicyFiles['organisation'],
): Promise<Result<PolicyFiles>> {
  const commit = pull.baseRef?.target ?? null;
  // The base branch was deleted: what it was when the pull request last saw it still says what was asked of it.
  const texts =
    commit === null
      ? await textsAt(questions, pull.baseRefOid, paths)
      : ({ ok: true, value: textsOf('file', paths, commit) } as const);
  if (!texts.ok) return texts;
  return texts.value === null
    ? gone('The base branch')
    : { ok: true, value: { branch: base, texts: texts.value, organisation } };
}

export async function filesOfHead(
  questions: Questions,
  pull: PullAnswer,
  paths: readonly string[],
): Promise<Result<Facts['headFiles']>> {
  if (paths.length === 0) return { ok: true, value: new Map() };
  const newest = pull.headCommit?.nodes[0]?.commit ?? null;
  const texts = newest !== null && newest.oid === pull.headRefOid ? textsOf('headFile', paths, newest) : null;
  if (texts !== null) return { ok: true, value: texts };
  const asked = await textsAt(questions, pull.headRefOid, paths);
  if (!asked.ok) return asked;
  return asked.value === null ? gone('The head') : { ok: true, value: asked.value };
}
