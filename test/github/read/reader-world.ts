// The reader on a fake GitHub, set up anew for each test.
import nock from 'nock';
import { afterEach, beforeAll, beforeEach } from 'vitest';
import type { ReadPlan } from '../../../src/core/case/need.ts';
import type { BranchFacts } from '../../../src/core/model/facts/branch.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import { parseSubjectKey, type Subject } from '../../../src/core/model/ids.ts';
import { snapshotReader } from '../../../src/github/read/snapshot-reader.ts';
import type { Reader, Snapshot } from '../../../src/reconcile/ports.ts';
import { plan } from '../../support/plans.ts';
import {
  answerQuestions,
  answerTokens,
  CLOCK,
  newAccess,
  newInstallation,
  type Question,
} from '../fake-github.ts';
import { aRepository, type FakeRepository, rootOf } from './fake-repository.ts';

export function subject(key: string): Subject {
  const parsed = parseSubjectKey(key);
  if (parsed === null) throw new Error(key);
  return parsed;
}

export const PULL = subject('acme/shop#12');
export const BRANCH = subject('acme/shop@hotfix/v1.4.1-mira');

export { plan };

/** What a test sees and sets. Everything is replaced before each test. */
export interface ReaderWorld {
  state: FakeRepository;
  /** The questions that were asked, in their order. */
  asked: Question[];
  tokens: string[];
  read(about?: Subject, what?: ReadPlan): ReturnType<Reader['read']>;
}

export function readerWorld(): ReaderWorld {
  const world: ReaderWorld = {
    state: aRepository(),
    asked: [],
    tokens: [],
    read: () => Promise.reject(new Error('before the first test')),
  };
  beforeAll(() => nock.disableNetConnect());
  beforeEach(() => {
    world.state = aRepository();
    world.tokens = answerTokens();
    world.asked = answerQuestions(() => rootOf(world.state));
    const reader = snapshotReader(newAccess(), CLOCK);
    const installation = newInstallation();
    world.read = (about = PULL, what = plan()) =>
      reader.read(installation, about, what, new AbortController().signal);
  });
  afterEach(() => nock.cleanAll());
  return world;
}

export async function snapshot(world: ReaderWorld, about = PULL, what = plan()): Promise<Snapshot> {
  const result = await world.read(about, what);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export async function pullFacts(world: ReaderWorld, what = plan()): Promise<PullFacts> {
  const { change } = (await snapshot(world, PULL, what)).facts;
  if (change.kind !== 'pull') throw new Error('not a pull request');
  return change;
}

export async function branchFacts(world: ReaderWorld, what = plan()): Promise<BranchFacts> {
  const { change } = (await snapshot(world, BRANCH, what)).facts;
  if (change.kind !== 'branch') throw new Error('not a branch');
  return change;
}
