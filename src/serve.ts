// `hotfix-warden serve`, the app as a process: configuration from the environment, start, and an orderly end on a signal.
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { loadEnvFile } from 'node:process';
import type { App } from './main.ts';
import type { Log } from './reconcile/ports.ts';

/**
 * Resolves when the app listens, or could not start: standard error and the exit code then say so. What the environment sets wins
 * over the file `.env`. SIGTERM and SIGINT end it; a second signal ends it at once.
 */
export async function serve(): Promise<void> {
  if (existsSync('.env')) loadEnvFile('.env');
  // Kept by Node among the temporary files. From the second start on, neither the type stripper nor most of the
  // compiler's work is needed: some 30 MB and a third of the time. It only helps what is imported after it.
  enableCompileCache();
  const [{ readConfig }, { createLog }, { startApp }] = await Promise.all([
    import('./config.ts'),
    import('./log.ts'),
    import('./main.ts'),
  ]);
  const reading = readConfig(process.env);
  if (!reading.ok) {
    fail(...reading.problems);
    return;
  }
  const log = createLog(reading.config);
  try {
    stopOnSignal(await startApp({ config: reading.config, log }), log);
  } catch (error) {
    log.error({ error: describe(error) }, 'the app could not start');
    fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(...reasons: readonly string[]): void {
  for (const reason of reasons) process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}

function stopOnSignal(app: App, log: Log): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    // Whatever a library left open must not keep a stopped app alive.
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: describe(error) }, 'the app did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${String(error.cause)})`;
}
