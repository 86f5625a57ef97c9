// A GitHub whose reads lag: a snapshot may show each kind of object as it was some writes ago, while every write is taken at once.
import type { ReadPlan } from '../../src/core/case/need.ts';
import { known } from '../../src/core/model/facts/known.ts';
import { type Instant, instant } from '../../src/core/model/ids.ts';
import type { Effect, EffectResult, Made, Published, ShownCheck } from '../../src/core/show/effects.ts';
import { noteKeyOf, PASSPORT_MARKER } from '../../src/core/show/texts/markers.ts';
import type { Result, Snapshot } from '../../src/reconcile/ports.ts';
import { comment, facts, pullFacts } from '../support/facts.ts';
import { snapshotOf } from './snapshots.ts';

interface OwnComment {
  readonly id: number;
  readonly body: string;
  readonly writtenAt: Instant;
}

interface State {
  readonly checks: readonly ShownCheck[];
  readonly comments: readonly OwnComment[];
  readonly labels: readonly string[];
  readonly reactions: ReadonlyMap<number, '+1' | '-1'>;
}

/** How many writes ago each kind of object is shown. */
export type Lag = { readonly [Kind in keyof State]: number };
export const NO_LAG: Lag = { checks: 0, comments: 0, labels: 0, reactions: 0 };

/** The comment with a command that people wrote. */
export const COMMAND = 501;

function copyOf({ body }: OwnComment): string {
  return body.includes(PASSPORT_MARKER) ? 'passport' : (noteKeyOf(body) ?? body);
}

export class LaggingGitHub {
  lag: Lag = NO_LAG;
  /** Whether the next answers are lost after their writes took effect. */
  loses = false;
  private readonly states: State[] = [{ checks: [], comments: [], labels: [], reactions: new Map() }];
  private lastId = 0;
  private readonly now: () => Instant;

  constructor(now: () => Instant) {
    this.now = now;
  }

  get state(): State {
    return this.shown(NO_LAG);
  }

  /** What there is more than one of. */
  doubled(): readonly string[] {
    const { checks, comments } = this.state;
    const names = [...comments.map(copyOf), ...checks.map(({ name, headSha }) => `${name} ${headSha}`)];
    return names.filter((name, index) => names.indexOf(name) !== index);
  }

  change(change: Partial<State>): void {
    this.states.push({ ...this.state, ...change });
  }

  readonly reader = {
    read: async (_installation: unknown, _subject: unknown, plan: ReadPlan): Promise<Result<Snapshot>> => {
      const { labels, reactions } = this.shown(this.lag);
      const reaction = reactions.get(COMMAND);
      const answer =
        reaction && ({ kind: reaction === '+1' ? 'accepted' : 'refused', at: this.now() } as const);
      const change = pullFacts({
        labels,
        ownLabels: labels,
        comments: known([comment('/hotfix status', { id: COMMAND, answer: answer ?? null })]),
      });
      const all = { ...facts({ change }), now: this.now() };
      return { ok: true, value: snapshotOf(plan, { facts: all, published: this.published() }) };
    },
  };

  readonly writer = {
    apply: async (_installation: unknown, effect: Effect): Promise<EffectResult> => {
      const made = this.take(effect);
      if (made === 'gone') return { kind: 'conflict', why: 'The comment was deleted' };
      return this.loses ? { kind: 'transient', why: 'GitHub answered 502' } : { kind: 'done', made };
    },
  };

  private shown(lag: Lag): State {
    const at = (kind: keyof State) => {
      const state = this.states[Math.max(0, this.states.length - 1 - lag[kind])];
      if (state === undefined) throw new Error('no state');
      return state;
    };
    return {
      checks: at('checks').checks,
      comments: at('comments').comments,
      labels: at('labels').labels,
      reactions: at('reactions').reactions,
    };
  }

  private published(): Published {
    const { checks, comments } = this.shown(this.lag);
    const copies = comments.map(copyOf);
    const newest = checks.filter(
      ({ name, headSha, id }) =>
        !checks.some((other) => other.name === name && other.headSha === headSha && other.id > id),
    );
    return {
      checks: newest,
      others: [],
      passport: comments.find(({ body }) => body.includes(PASSPORT_MARKER)) ?? null,
      notes: comments.flatMap(({ body }) => noteKeyOf(body) ?? []),
      doubles: comments
        .filter((_, index) => copies.indexOf(copies[index] ?? '') !== index)
        .map(({ id }) => id),
    };
  }

  private take(effect: Effect): Made | 'gone' | null {
    const { checks, comments, labels, reactions } = this.state;
    const at = this.now();
    switch (effect.kind) {
      case 'create-check-run':
      case 'update-check-run': {
        const id = effect.kind === 'create-check-run' ? ++this.lastId : effect.id;
        this.change({ checks: [...checks.filter((one) => one.id !== id), { ...effect.check, id }] });
        return { id, at: null };
      }
      case 'create-comment': {
        const id = ++this.lastId;
        this.change({ comments: [...comments, { id, body: effect.body, writtenAt: at }] });
        return { id, at };
      }
      case 'update-comment': {
        const { id, body } = effect;
        if (!comments.some((one) => one.id === id)) return 'gone';
        this.change({ comments: comments.map((one) => (one.id === id ? { id, body, writtenAt: at } : one)) });
        return { id, at };
      }
      case 'delete-comment':
        this.change({ comments: comments.filter(({ id }) => id !== effect.id) });
        return null;
      case 'add-labels':
        this.change({ labels: [...new Set([...labels, ...effect.labels.map(({ name }) => name)])] });
        return null;
      case 'remove-label':
        this.change({ labels: labels.filter((name) => name !== effect.label) });
        return null;
      case 'react':
        this.change({ reactions: new Map([...reactions, [effect.comment, effect.reaction]]) });
        return { id: ++this.lastId, at: instant(at) };
      case 'update-description':
        return null;
    }
  }
}
