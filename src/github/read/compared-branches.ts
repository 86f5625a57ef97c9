// Compares a head with other branches: reads what an answer lists, and asks for older commits where the list ends too early.

import { type Known, known, unreadable } from '../../core/model/facts/known.ts';
import { type CarryingPull, type Origin, TOO_MANY_COMMITS } from '../../core/model/facts/origin.ts';
import {
  type BranchName,
  parseBranchName,
  parsePullNumber,
  parseSha,
  type Sha,
} from '../../core/model/ids.ts';
import {
  type CarriersAnswer,
  type ComparisonAnswer,
  comparedAt,
  comparisonsAnswer,
  olderComparedAnswer,
} from './answer.ts';
import type { Questions } from './ask-repository.ts';
import { type Ahead, sharedCommits } from './origin.ts';
import { MOST_COMMITS } from './pull-lists.ts';
import { OLDER_COMPARED_COMMITS } from './query.ts';

/** Pages of older commits, 100 each. A hotfix whose own commits are not among so many is no hotfix. */
const MOST_OLDER_PAGES = 5;

export type Compared =
  | {
      readonly kind: 'compared';
      readonly branch: BranchName;
      readonly aheadBy: number;
      /** From the newest commit of the head on, as far as they were listed. */
      readonly ahead: Ahead;
      readonly older: string | null;
    }
  | { readonly kind: 'absent'; readonly branch: BranchName }
  | { readonly kind: 'unreadable'; readonly branch: BranchName };

function ofAnswer(branch: BranchName, answer: ComparisonAnswer): Compared {
  const { pageInfo, nodes } = answer.commits;
  return {
    kind: 'compared',
    branch,
    aheadBy: answer.aheadBy,
    ahead: {
      lacking: new Set(nodes.map(({ oid }) => oid)),
      // The count says so too, because a page may lack what GitHub could not show.
      isWhole: !pageInfo.hasPreviousPage && nodes.length >= answer.aheadBy,
    },
    older: pageInfo.hasPreviousPage ? pageInfo.startCursor : null,
  };
}

/** Reads the comparisons of an answer; one with another head than `head` is unreadable, for it speaks of another state. */
export function comparedBranches(
  data: unknown,
  branches: readonly BranchName[],
  head: Sha,
): readonly Compared[] {
  const answer = comparisonsAnswer.safeParse(data);
  return branches.map((branch, index) => {
    const ref = answer.success ? comparedAt(answer.data, index) : undefined;
    if (ref === null) return { kind: 'absent', branch };
    const comparison = ref?.compare ?? null;
    return comparison === null || comparison.headTarget.oid !== head
      ? { kind: 'unreadable', branch }
      : ofAnswer(branch, comparison);
  });
}

/** Lists older commits until `isEnough`, the list's end, or the limit. A failure leaves the list as it is. */
export async function listOlder(
  questions: Questions,
  compared: Compared,
  headRef: string,
  head: Sha,
  isEnough: (ahead: Ahead) => boolean,
): Promise<Compared> {
  let all = compared;
  for (let page = 0; page < MOST_OLDER_PAGES; page++) {
    if (all.kind !== 'compared' || all.older === null || isEnough(all.ahead)) return all;
    const variables = { compared: `refs/heads/${all.branch}`, headRef, before: all.older };
    const reply = await questions.ask(OLDER_COMPARED_COMMITS, variables, olderComparedAnswer);
    const answer = reply.ok ? (reply.value.value.repository?.ref?.compare ?? null) : null;
    if (answer === null || answer.headTarget.oid !== head) return all;
    const lacking = new Set([...all.ahead.lacking, ...answer.commits.nodes.map(({ oid }) => oid)]);
    const { hasPreviousPage, startCursor } = answer.commits.pageInfo;
    all = {
      ...all,
      ahead: { lacking, isWhole: !hasPreviousPage && lacking.size >= answer.aheadBy },
      older: hasPreviousPage ? startCursor : null,
    };
  }
  return all;
}

/** The open ones. Which of them this change came from is for the core to tell. */
export function carryingPulls(answer: CarriersAnswer | null | undefined): readonly CarryingPull[] {
  return (answer?.nodes ?? []).flatMap((pull) => {
    const number = parsePullNumber(pull.number);
    const branch = parseBranchName(pull.headRefName);
    const base = parseBranchName(pull.baseRefName);
    const sha = parseSha(pull.headRefOid);
    if (pull.state !== 'OPEN' || number === null || branch === null) return [];
    return base === null || sha === null ? [] : [{ number, branch, base, sha }];
  });
}

/**
 * Of those that hold a commit of this change, the ones that it may have come from. Whose head lies beyond this one took it in;
 * with the same head, it is the same work under another name, or this is not any further yet.
 */
export function notBeyond(
  carrying: readonly CarryingPull[],
  withHead: readonly CarryingPull[],
  head: Sha,
): readonly CarryingPull[] {
  const beyond = withHead.filter(({ sha }) => sha !== head).map(({ number }) => number);
  return carrying.filter(({ number }) => !beyond.includes(number));
}

/** What is known of a branch before its commits are looked for on others. */
export interface Beginning {
  readonly production: BranchName;
  readonly own: readonly Sha[];
  /** Whether `own` holds all of its commits; where it does not, "none is shared" cannot be said. */
  readonly isWhole: boolean;
  readonly develop: readonly Compared[];
  readonly headRef: string;
  readonly head: Sha;
  readonly carriedBy: readonly CarryingPull[];
}

export async function originOf(
  questions: Questions,
  { production, own, isWhole, develop, headRef, head, carriedBy }: Beginning,
): Promise<Known<Origin>> {
  const sharedWith: Origin['sharedWith'][number][] = [];
  for (const first of develop) {
    const compared = await listOlder(
      questions,
      first,
      headRef,
      head,
      (ahead) => sharedCommits(own, ahead) !== null,
    );
    switch (compared.kind) {
      case 'absent':
        break;
      case 'unreadable':
        return unreadable(`GitHub could not compare the branch with ${compared.branch}`);
      case 'compared': {
        const commits = sharedCommits(own, compared.ahead);
        if (commits?.length === 0 && !isWhole)
          return unreadable(
            own.length < MOST_COMMITS ? 'GitHub did not list all commits of the branch' : TOO_MANY_COMMITS,
          );
        if (commits === null)
          return unreadable(`The branch is too far apart from ${compared.branch} to be compared`);
        sharedWith.push({ branch: compared.branch, commits });
      }
    }
  }
  return known({ production, sharedWith, carriedBy });
}
