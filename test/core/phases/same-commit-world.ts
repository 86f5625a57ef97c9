// A small world: several pull requests of one commit, their runs, and turns made by the real decision on what can be read.

import { known } from '../../../src/core/model/facts/known.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import { CONCLUSIONS, type Conclusion, strictest } from '../../../src/core/model/finding.ts';
import { type PullNumber, parseSubjectKey, subjectKey } from '../../../src/core/model/ids.ts';
import { decide, type Step } from '../../../src/core/phases/step.ts';
import { readPolicy } from '../../../src/core/policy/policy-file.ts';
import type { Effect } from '../../../src/core/show/effects.ts';
import { othersRuns, publishedChecks } from '../../../src/github/read/published.ts';
import { sameHeadOf } from '../../../src/github/read/same-head.ts';
import { branch, facts, pullFacts, pullNumber, repositoryId, review, sha } from '../../support/facts.ts';
import { plan } from '../../support/plans.ts';
import { policyFiles, rules } from '../../support/policy.ts';

const HEAD = sha('a1b2c3d4');
const COMPARED = plan({ develop: ['develop'] });
/** One rule is enough to be met or not. */
const REVIEW = rules.filter(({ id }) => id === 'review');

/** What people do to a pull request. */
export interface Pull {
  readonly number: PullNumber;
  isOpen: boolean;
  isDraft: boolean;
  base: 'main' | 'develop';
  isLabelled: boolean;
  isApproved: boolean;
}

interface Run {
  readonly databaseId: number;
  readonly name: string;
  externalId: string;
  status: string;
  conclusion: string;
  title: string;
  summary: string;
  text: string;
}

type Effects = Extract<Step, { kind: 'effects' }>;

export class SameCommitWorld {
  readonly pulls: readonly Pull[];
  readonly runs: Run[] = [];
  /** Who is to have a turn, each once. */
  readonly queue: PullNumber[] = [];
  /** The verdicts as last judged, of those that have been judged since they were opened. */
  private readonly judged = new Map<PullNumber, Conclusion>();
  private readonly policy: ReturnType<typeof policyFiles>;
  private readonly reading: ReturnType<typeof readPolicy>;
  private readonly everywhere: boolean;

  constructor(count: number, everywhere: boolean) {
    this.everywhere = everywhere;
    this.policy = policyFiles({ '.github/hotfix.yml': `check:\n  everywhere: ${everywhere}\n` });
    this.reading = readPolicy(this.policy, REVIEW);
    this.pulls = Array.from({ length: count }, (_, index) => ({
      number: pullNumber(12 + index),
      isOpen: false,
      isDraft: false,
      base: 'main',
      isLabelled: true,
      isApproved: false,
    }));
  }

  pull(index: number): Pull {
    const found = this.pulls[index];
    if (found === undefined) throw new Error(`there is no pull request ${index}`);
    return found;
  }

  /** Somebody changes a pull request, and a delivery tells of it. */
  edit(index: number, change: Partial<Pull>): void {
    const pull = this.pull(index);
    Object.assign(pull, change);
    if (!pull.isOpen) this.judged.delete(pull.number);
    this.wake(pull.number);
  }

  private wake(number: PullNumber): void {
    if (!this.queue.includes(number)) this.queue.push(number);
  }

  /** The verdict that a pull request has by itself. */
  verdict({ base, isLabelled, isApproved }: Pull): Conclusion {
    if (base === 'main' && isLabelled) return isApproved ? 'success' : 'failure';
    return this.everywhere ? 'success' : 'neutral';
  }

  private factsOf(pull: Pull): PullFacts {
    const nodes = this.pulls.map(({ number, isOpen, base }) => ({
      number,
      state: isOpen ? 'OPEN' : 'CLOSED',
      headRefName: `quick-${number}`,
      headRefOid: HEAD,
      baseRefName: base,
    }));
    return pullFacts({
      number: pull.number,
      state: pull.isOpen ? 'open' : 'closed',
      isDraft: pull.isDraft,
      base: branch(pull.base),
      head: { ...pullFacts().head, branch: branch(`quick-${pull.number}`) },
      labels: pull.isLabelled ? ['hotfix'] : [],
      reviews: known(pull.isApproved ? [review()] : []),
      sameHead: sameHeadOf({ pageInfo: { hasNextPage: false }, nodes }, HEAD, pull.number),
    });
  }

  private decided(pull: Pull): Effects {
    const key = subjectKey({ kind: 'pull', repository: repositoryId, number: pull.number });
    const createdAt = '2026-01-10T03:00:00Z';
    const suites = { nodes: [{ status: 'COMPLETED', createdAt, checkRuns: { nodes: this.runs } }] };
    const published = {
      checks: publishedChecks(suites, HEAD, key),
      others: othersRuns(suites, HEAD, key),
      passport: null,
      notes: [],
      doubles: [],
    };
    const seen = facts({ change: this.factsOf(pull), files: this.policy });
    const step = decide(seen, published, COMPARED, () => this.reading, REVIEW);
    if (step.kind !== 'effects') throw new Error('another read was wanted');
    return step;
  }

  /** One turn of whoever has waited at this place of the queue. */
  turn(place = 0): void {
    this.turnsTogether([place]);
  }

  /** Turns at the same moment: each reads before any of them writes. */
  turnsTogether(places: readonly number[]): void {
    const begun = places.flatMap((place) => {
      const [number] = this.queue.splice(place % Math.max(1, this.queue.length), 1);
      return this.pulls.filter((one) => one.number === number);
    });
    const decisions = begun.map((pull) => ({ pull, step: this.decided(pull) }));
    for (const { pull, step } of decisions) this.finish(pull, step);
  }

  private finish(pull: Pull, { groups, wakes }: Effects): void {
    for (const { effects } of groups) for (const effect of effects) this.write(effect);
    if (pull.isOpen) this.judged.set(pull.number, this.verdict(pull));
    for (const subject of wakes) if (subject.kind === 'pull') this.wake(subject.number);
  }

  private write(effect: Effect): void {
    if (!('check' in effect)) return;
    const { name, externalId, conclusion, title, summary, text } = effect.check;
    const shown = {
      externalId,
      status: 'COMPLETED',
      conclusion: conclusion.toUpperCase(),
      title,
      summary,
      text,
    };
    if (effect.kind === 'create-check-run') {
      this.runs.push({ databaseId: this.runs.length + 1, name, ...shown });
      return;
    }
    const run = this.runs.find(({ databaseId }) => databaseId === effect.id);
    if (run === undefined) throw new Error(`there is no run ${effect.id}`);
    Object.assign(run, shown);
  }

  /** Turns until nobody waits; the number of turns. Throws where somebody is always woken anew. */
  settle(afterEach: () => void = () => {}): number {
    let turns = 0;
    for (; this.queue.length > 0; turns++) {
      if (turns > 100) throw new Error('somebody is woken for ever');
      this.turn();
      afterEach();
    }
    return turns;
  }

  /** What branch protection sees; undefined where it sees nothing. */
  newest(): Conclusion | undefined {
    const conclusion = this.runs.at(-1)?.conclusion.toLowerCase();
    return CONCLUSIONS.find((one) => one === conclusion);
  }

  /** Who the newest run speaks for. */
  newestOwner(): string | undefined {
    const key = this.runs.at(-1)?.externalId.split(' ')[0] ?? '';
    const subject = parseSubjectKey(key);
    return subject === null ? undefined : subjectKey(subject);
  }

  /** Of the open pull requests into production, the strictest verdict as they were last judged; null where there is none. */
  strictestJudged(): Conclusion | null {
    const verdicts = this.pulls.flatMap(({ number, isOpen, base }) => {
      const verdict = this.judged.get(number);
      return isOpen && base === 'main' && verdict !== undefined ? [verdict] : [];
    });
    return verdicts.length === 0 ? null : strictest(verdicts);
  }
}
