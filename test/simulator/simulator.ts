/** Starts a simulated GitHub on loopback and offers what tests, the demo and the command line need of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { type MovableClock, RunningClock } from './clock.ts';
import {
  type AppInput,
  createApp,
  createOrganization,
  createTeam,
  createUser,
  type InstallInput,
  installApp,
  type OrganizationInput,
  type TeamInput,
  type UserInput,
} from './create/accounts.ts';
import {
  type CommitInputForTests,
  createRepository,
  pushCommit,
  type RepositoryInput,
} from './create/repository.ts';
import { issueToken, type TokenInput } from './create/token.ts';
import { Dice } from './dice.ts';
import { Faults } from './http/faults.ts';
import { RateLimits } from './http/rate-limits.ts';
import { Routes } from './http/routes.ts';
import { createServer } from './http/server.ts';
import { type Lag, parseLag } from './lag/lag.ts';
import { registerControl } from './routes/control.ts';
import { registerRoutes } from './routes/register.ts';
import type { App, Installation } from './state/accounts.ts';
import type { Repository } from './state/repository.ts';
import { webhookFate } from './webhook-faults.ts';
import { World } from './world.ts';

export interface SimulatorOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default: the machine's time, which can be moved. */
  clock?: MovableClock;
  /** Serves `/_sim/clock`, which moves the clock over HTTP. */
  control?: boolean;
  /** Milliseconds every REST and GraphQL answer waits. */
  latency?: number;
  /** See `parseFault`. */
  faults?: string[];
  /** See `parseLag`. */
  lags?: string[];
  /** The first read of a pull request after its head or base moved answers `mergeable: null`. */
  mergeableNullFirst?: boolean;
  /** See `parseWebhookFault`. */
  webhookFaults?: string[];
  /** Of the faults' dice. */
  randomSeed?: number;
  enforceRateLimits?: boolean;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT`: base URL of REST, GraphQL at `/graphql`, git at `/OWNER/REPO.git`. */
  url: string;
  world: World;
  /** What dates and expires everything. */
  clock: MovableClock;
  faults: Faults;
  /** How far reads are behind. */
  lag: Lag;
  create: Creators;
  /** A new installation token with all permissions of the installation, or narrowed. */
  token: (installation: Installation, input?: TokenInput) => string;
  close: () => Promise<void>;
}

export type Creators = ReturnType<typeof creators>;

function creators(world: World) {
  return {
    user: (login: string, input?: UserInput) => createUser(world, login, input),
    organization: (login: string, input?: OrganizationInput) => createOrganization(world, login, input),
    team: (organization: string, slug: string, input?: TeamInput) => {
      const found = world.findOrganization(organization);
      if (!found) throw new Error(`no organisation ${organization}`);
      return createTeam(world, found, slug, input);
    },
    repository: (fullName: string, input?: RepositoryInput) => createRepository(world, fullName, input),
    commit: (repo: Repository, input: CommitInputForTests) => pushCommit(world, repo, input),
    app: (input: AppInput) => createApp(world, input),
    installApp: (app: App, account: string, input?: InstallInput) => installApp(world, app, account, input),
  };
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const directory = await mkdtemp(join(tmpdir(), 'github-simulator-'));
  const clock = options.clock ?? new RunningClock();
  const world = new World({ clock, origin: 'http://127.0.0.1', directory });
  world.firstLooks.answerNull = options.mergeableNullFirst ?? false;
  const seed = options.randomSeed ?? 1;
  world.deliveries.fate = webhookFate(options.webhookFaults ?? [], new Dice(seed));
  clock.beforeMove(() => world.lag.note());
  for (const { kind, milliseconds } of (options.lags ?? []).map(parseLag)) world.lag.set(kind, milliseconds);
  const limits = new RateLimits(world);
  limits.enforced = options.enforceRateLimits ?? false;
  const faults = new Faults({
    latency: options.latency ?? 0,
    faults: options.faults ?? [],
    seed,
  });
  const routes = new Routes();
  registerRoutes(routes, world, limits);
  if (options.control) registerControl(routes, clock);
  const app = createServer({ world, routes, limits, faults });
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, port: options.port ?? 0, hostname: '127.0.0.1' }, () =>
      resolve(started),
    );
    started.on('error', reject);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  world.urls.origin = `http://127.0.0.1:${port}`;
  return {
    url: world.urls.api,
    world,
    clock,
    faults,
    lag: world.lag,
    create: creators(world),
    token: (installation, input) => issueToken(world, installation, input).token,
    close: async () => {
      await world.deliveries.settled();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        // Clients keep connections open; waiting for them would hold every test's end.
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      world.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
