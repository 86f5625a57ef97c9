// The real app beside a simulated GitHub: installed, subscribed, signed, with a database of its own.

import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { type App, type AppOptions, startApp } from '../../src/main.ts';
import type { Log } from '../../src/reconcile/ports.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { Permissions } from '../simulator/state/accounts.ts';

const manifest = z.object({
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])),
  default_events: z.array(z.string()),
});

/** What the app asks for when it is installed, read from the manifest that GitHub would be given. */
export function manifestOf(): z.infer<typeof manifest> {
  return manifest.parse(parse(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8')));
}

const SECRET = 'a secret of the scenario';
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

export interface Warden {
  readonly app: App;
  readonly secret: string;
  /** As what it signs in to GitHub. */
  readonly identity: { readonly appId: string; readonly privateKey: string };
  readonly webhookUrl: string;
  /** Resolves when GitHub has delivered everything and the app has nothing left that is due. */
  settled(): Promise<void>;
  /** Ends this process of the app and starts another on the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface WardenOptions extends Pick<AppOptions, 'time'> {
  readonly log?: Log;
  /** Instead of those of the manifest, to see what the app does without some. */
  readonly permissions?: Permissions;
  /** Full names of the repositories that it is installed on; left out: all. */
  readonly repositories?: string[];
}

/** Installs the app on an account of the simulator and starts it. */
export async function startWarden(
  simulator: Simulator,
  account: string,
  options: WardenOptions = {},
): Promise<Warden> {
  const folder = await mkdtemp(join(tmpdir(), 'hotfix-warden-'));
  const asked = manifestOf();
  const { app: registered, privateKey } = simulator.create.app({
    slug: 'hotfix-warden',
    name: 'Hotfix Warden',
    permissions: options.permissions ?? asked.default_permissions,
    events: asked.default_events,
    secret: SECRET,
  });
  const { repositories } = options;
  simulator.create.installApp(registered, account, { repositories });
  const reading = readConfig({
    APP_ID: String(registered.id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: SECRET,
    GITHUB_API_URL: simulator.url,
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: '0',
  });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const { config } = reading;
  const start = async () => {
    const app = await startApp({
      config,
      log: options.log ?? silent,
      ...(options.time && { time: options.time }),
    });
    registered.webhook.url = `${app.url}${config.webhookPath}`;
    return app;
  };
  let app = await start();
  return {
    get app() {
      return app;
    },
    secret: SECRET,
    identity: { appId: String(registered.id), privateKey },
    get webhookUrl() {
      return `${app.url}${config.webhookPath}`;
    },
    async settled() {
      // Writing a check run makes GitHub send deliveries about it, so both sides are asked until neither had anything.
      for (let before = -1; before !== simulator.world.state.deliveries.length; ) {
        before = simulator.world.state.deliveries.length;
        await simulator.world.deliveries.settled();
        await app.idle();
      }
    },
    async restart() {
      await app.stop();
      app = await start();
    },
    async stop() {
      await app.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
