#!/usr/bin/env node
// The package's command. Plain JavaScript, because it has to say something sensible on a Node that can't run the rest.
import { existsSync } from 'node:fs';

const MAJOR_NEEDED = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < MAJOR_NEEDED) {
  process.stderr.write(
    `hotfix-warden needs Node ${MAJOR_NEEDED}, and this is ${process.versions.node}. Run it through npm (npx hotfix-warden …): its packages bring Node ${MAJOR_NEEDED} along.\n`,
  );
  process.exit(2);
}
// An installed package carries its build, since Node strips no types below node_modules; a checkout runs its source.
const built = new URL('../../dist/cli/main.js', import.meta.url);
const { main } = await (existsSync(new URL('./main.ts', import.meta.url))
  ? import('./main.ts')
  : import(built.href));
process.exitCode = await main(process.argv.slice(2));
