// Runs the app as a process: configuration from the environment, start, and an orderly end on a signal.
import { type Environment, readConfig } from './config.ts';
import { createLog } from './log.ts';
import { type App, startApp } from './main.ts';

/**
 * Starts the app and resolves when it listens; false when it could not start, after saying why on standard error.
 * SIGTERM and SIGINT end it; a second signal ends it at once.
 */
export async function serve(env: Environment): Promise<boolean> {
  const reading = readConfig(env);
  if (!reading.ok) {
    for (const problem of reading.problems) process.stderr.write(`${problem}\n`);
    return false;
  }
  const log = createLog(reading.config);
  let app: App;
  try {
    app = await startApp({ config: reading.config, log });
  } catch (error) {
    log.error({ error: describe(error) }, 'the app could not start');
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
  let stopping = false;
  const end = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    // Whatever a library left open must not keep a stopped app alive.
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: describe(error) }, 'the app did not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  return true;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${String(error.cause)})`;
}
