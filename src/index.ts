// What the package gives to whoever mounts the app in a Probot of their own; README.md shows it together.
export { hotfixWarden } from './app.ts';
export { readConfig } from './config.ts';
export { createLog } from './log.ts';
export { startEngine } from './main.ts';
