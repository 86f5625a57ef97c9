/** Reads that are behind: what changed within the lag is not seen yet. Writes and webhooks are never behind. */
import type { GitRepository } from '../git/repository.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { PastRepository, type Times } from './past-repository.ts';

export const LAG_KINDS = ['pull', 'git', 'writes', 'queue'] as const;
export type LagKind = (typeof LAG_KINDS)[number];

export class Lag {
  readonly #world: World;
  readonly #lags: Record<LagKind, number> = { pull: 0, git: 0, writes: 0, queue: 0 };
  /** By repository; empty while nothing lags. */
  #pasts = new Map<number, PastRepository>();

  constructor(world: World) {
    this.#world = world;
  }

  /** From now on reads of this kind see the state as it was so many milliseconds ago; 0 ends it. */
  set(kind: LagKind, milliseconds: number): void {
    this.#lags[kind] = milliseconds;
    if (!this.#isOn()) this.#pasts.clear();
    this.note();
  }

  /** Ends every lag. */
  off(): void {
    for (const kind of LAG_KINDS) this.set(kind, 0);
  }

  /** Keeps what has changed; to be called at a change. Costs nothing while nothing lags. */
  note(): void {
    if (!this.#isOn()) return;
    const now = this.#world.clock.now().getTime();
    for (const repo of this.#world.state.repositories.values()) {
      const past = this.#pastOf(repo.id);
      past.note(now, repo);
      past.forget(now - Math.max(...Object.values(this.#lags)));
    }
  }

  /** Keeps where the refs of a repository were; they move in one place. */
  watch(repositoryId: number, git: GitRepository): void {
    git.watcher = {
      isWatching: () => this.#isOn(),
      moved: (ref, before) => {
        if (!this.#isOn()) return;
        this.#pastOf(repositoryId).refs.note(this.#world.clock.now().getTime(), ref, before);
      },
    };
  }

  /** The world as a reader sees it; the world itself while nothing lags. */
  reader(): World {
    if (!this.#isOn()) return this.#world;
    this.note();
    const now = this.#world.clock.now().getTime();
    const { pull, git, writes, queue } = this.#lags;
    const times: Times = { pull: now - pull, git: now - git, writes: now - writes, queue: now - queue };
    const repositories = new Map<number, Repository>();
    const gits = new Map<number, GitRepository>();
    for (const repo of this.#world.state.repositories.values()) {
      const past = this.#pastOf(repo.id);
      repositories.set(repo.id, past.at(repo, times));
      gits.set(repo.id, past.gitAt(this.#world.git(repo), times));
    }
    return this.#world.withRepositories(repositories, gits);
  }

  #isOn(): boolean {
    return LAG_KINDS.some((kind) => this.#lags[kind] > 0);
  }

  #pastOf(repositoryId: number): PastRepository {
    const known = this.#pasts.get(repositoryId);
    if (known) return known;
    const past = new PastRepository();
    this.#pasts.set(repositoryId, past);
    return past;
  }
}

/** One `--lag`: `pull:2s`. */
export function parseLag(spec: string): { kind: LagKind; milliseconds: number } {
  const [name = '', length = ''] = spec.split(':');
  const kind = LAG_KINDS.find((one) => one === name);
  if (!kind) throw new LagSyntaxError(`Unknown lag \`${name}\`. Use pull, git, writes or queue.`);
  const match = /^(\d+)(ms|s|m)$/.exec(length);
  if (!match) throw new LagSyntaxError(`Unknown length \`${length}\`. Write a number with ms, s or m.`);
  const unit = { ms: 1, s: 1000, m: 60_000 }[match[2] ?? ''] ?? 1;
  return { kind, milliseconds: Number(match[1]) * unit };
}

export class LagSyntaxError extends Error {}
