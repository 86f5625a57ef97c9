/** Counts requests per caller and hour; refuses above the limit only when told to, so that benches measure the app. */
import type { Actor } from '../auth.ts';
import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import { GitHubError } from './errors.ts';

type Resource = 'core' | 'graphql' | 'search';

interface Window {
  used: number;
  /** Seconds since 1970. */
  reset: number;
}

const LIMITS: Readonly<Record<Resource, number>> = { core: 15_000, graphql: 15_000, search: 30 };

export class RateLimits {
  enforced = false;
  readonly #world: World;
  readonly #windows = new Map<string, Window>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Counts one request and gives its headers; throws GitHub's refusal when the limit is enforced and used up. */
  count(actor: Actor, path: string): Record<string, string> {
    const resource = path === '/graphql' ? 'graphql' : path.startsWith('/search/') ? 'search' : 'core';
    const window = this.#window(actor, resource);
    if (path !== '/rate_limit') window.used += 1;
    const limit = LIMITS[resource];
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - window.used)),
      'x-ratelimit-used': String(window.used),
      'x-ratelimit-reset': String(window.reset),
      'x-ratelimit-resource': resource,
    };
    if (this.enforced && window.used > limit)
      throw new GitHubError(403, `API rate limit exceeded for ${callerName(actor)}.`, null, headers);
    return headers;
  }

  /** The body of `GET /rate_limit`. */
  overview(actor: Actor): JsonObject {
    const of = (resource: Resource): JsonObject => {
      const { used, reset } = this.#window(actor, resource);
      return { limit: LIMITS[resource], used, remaining: Math.max(0, LIMITS[resource] - used), reset };
    };
    return {
      resources: { core: of('core'), graphql: of('graphql'), search: of('search') },
      rate: of('core'),
    };
  }

  #window(actor: Actor, resource: Resource): Window {
    const key = `${callerName(actor)} ${resource}`;
    const now = Math.floor(this.#world.clock.now().getTime() / 1000);
    const known = this.#windows.get(key);
    if (known && known.reset > now) return known;
    const fresh = { used: 0, reset: now + 3600 };
    this.#windows.set(key, fresh);
    return fresh;
  }
}

function callerName(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return '127.0.0.1';
    case 'user':
      return `user ID ${actor.user.id}`;
    case 'app':
      return `app ID ${actor.app.id}`;
    case 'installation':
      return `installation ID ${actor.installation.id}`;
  }
}
