/** One request as a route sees it: who asks, what for, with what. */
import type { z } from 'zod';
import type { Actor } from '../auth.ts';
import type { GitRepository } from '../git/repository.ts';
import type { App, Person } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { forbidden, GitHubError, unprocessable } from './errors.ts';

export class Call {
  readonly world: World;
  readonly method: string;
  /** Path without the `/api/v3` prefix, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly actor: Actor;
  readonly #params: Readonly<Record<string, string>>;
  readonly #body: string;

  constructor(input: {
    world: World;
    method: string;
    path: string;
    query: URLSearchParams;
    headers: Headers;
    actor: Actor;
    params: Readonly<Record<string, string>>;
    body: string;
  }) {
    this.world = input.world;
    this.method = input.method;
    this.path = input.path;
    this.query = input.query;
    this.headers = input.headers;
    this.actor = input.actor;
    this.#params = input.params;
    this.#body = input.body;
  }

  /** A decoded part of the path; asking for one that the route's pattern lacks is a defect of the route. */
  param(name: string): string {
    const value = this.#params[name];
    if (value === undefined) throw new Error(`the route has no :${name}`);
    return value;
  }

  /** A part of the path that is a number; GitHub answers 404 for anything else. */
  number(name: string): number {
    const value = this.param(name);
    if (!/^\d{1,15}$/.test(value)) throw new GitHubError(404, 'Not Found');
    return Number(value);
  }

  /** The body as JSON, an empty one as `{}`; 400 in GitHub's words when it is none. */
  json(): unknown {
    if (this.#body.trim() === '') return {};
    try {
      return JSON.parse(this.#body);
    } catch {
      throw new GitHubError(400, 'Problems parsing JSON');
    }
  }

  text(): string {
    return this.#body;
  }

  /** The body parsed by a schema; 422 in GitHub's words when it does not fit. */
  body<T>(schema: z.ZodType<T>): T {
    const json = this.json();
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      throw new GitHubError(400, 'Body should be a JSON object');
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    throw unprocessable(`Invalid request.\n\n${parsed.error.issues.map(describeIssue).join('\n')}`);
  }

  /** Whoever acts: the user, or the App's bot. Anonymous calls and App JWTs cannot act. */
  get person(): Person {
    if (this.actor.kind === 'user') return this.actor.user;
    if (this.actor.kind === 'installation') return this.actor.bot;
    if (this.actor.kind === 'app') throw forbidden('Resource not accessible by integration');
    throw new GitHubError(401, 'Requires authentication');
  }

  /** The App behind an installation token, null for anyone else. */
  get app(): App | null {
    return this.actor.kind === 'installation' || this.actor.kind === 'app' ? this.actor.app : null;
  }

  /** True when the Accept header asks for this media type (`raw`, `diff`, `patch`, `sha`). */
  accepts(kind: string): boolean {
    const accept = this.headers.get('accept') ?? '';
    return new RegExp(`application/vnd\\.github\\.(v3\\.)?${kind}(\\+json)?\\s*(;|,|$)`).test(accept);
  }
}

/** A call on a repository that exists and that the actor may see. */
export interface RepositoryCall {
  call: Call;
  world: World;
  repo: Repository;
  git: GitRepository;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('/');
  if (issue.code === 'invalid_type' && issue.input === undefined) return `"${path}" wasn't supplied.`;
  return `For 'properties/${path}', ${issue.message}.`;
}
