// `hotfix-warden serve`: runs the app with the environment, and with the file `.env` where there is one.
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { loadEnvFile } from 'node:process';

/** Resolves when the app listens, or could not start: the exit code then says so. What the environment sets wins over the file. */
export async function serveCommand(): Promise<void> {
  if (existsSync('.env')) loadEnvFile('.env');
  // Kept by Node among the temporary files. From the second start on, neither the type stripper nor most of the
  // compiler's work is needed: some 30 MB and a third of the time.
  enableCompileCache();
  const { serve } = await import('../serve.ts');
  if (!(await serve(process.env))) process.exitCode = 1;
}
