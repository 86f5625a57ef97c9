// Mistakes in the environment are told all at once, in sentences that say what to do and repeat no secret.
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Config, type Environment, readConfig, readIdentity } from '../src/config.ts';
import { temporaryFolder } from './store/temporary-folder.ts';

const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem' })
  .toString();
const GOOD = { APP_ID: '12', PRIVATE_KEY: PEM, WEBHOOK_SECRET: 'xyzzy' };

function configOf(env: Environment): Config {
  const reading = readConfig(env);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.config;
}

function problemsOf(env: Environment): readonly string[] {
  const reading = readConfig(env);
  return reading.ok ? [] : reading.problems;
}

test('three variables are enough', () => {
  expect(configOf(GOOD)).toEqual({
    appId: 12,
    privateKey: PEM,
    webhookSecret: 'xyzzy',
    host: '0.0.0.0',
    port: 3_000,
    webhookPath: '/api/github/webhooks',
    bodyCap: 26 * 1024 * 1024,
    apiUrl: 'https://api.github.com',
    dataFolder: '.hotfix-warden',
    logLevel: 'info',
    logFormat: 'json',
  });
});

test('nothing set: every missing value is named, with where to find it', () => {
  expect(problemsOf({ WEBHOOK_SECRET: ' ' })).toMatchInlineSnapshot(`
    [
      "APP_ID is missing. Set it to the App ID shown on the settings page of the GitHub App.",
      "WEBHOOK_SECRET is missing. Set it to the webhook secret of the GitHub App: without one, anybody could send deliveries.",
      "PRIVATE_KEY is missing. Set it to the private key that the settings page of the GitHub App generates, or set PRIVATE_KEY_PATH to its file.",
    ]
  `);
});

test.each<[string, Environment, RegExp]>([
  [
    "Probot's default secret",
    { WEBHOOK_SECRET: 'development' },
    /^WEBHOOK_SECRET is "development", which everybody can guess/,
  ],
  ['an App ID that is a name', { APP_ID: 'hotfix' }, /^APP_ID must be a number/],
  ['a port out of range', { PORT: '70000' }, /^PORT must be a whole number from 0 to 65535/],
  ['a port that is a word', { PORT: 'http' }, /^PORT must be a whole number/],
  ['a tiny cap', { MAX_DELIVERY_BYTES: '10' }, /^MAX_DELIVERY_BYTES must be/],
  ['an API URL without a scheme', { GITHUB_API_URL: 'github.example.com' }, /^GITHUB_API_URL must be a URL/],
  ['a host with a scheme', { GHE_HOST: 'https://github.example.com' }, /^GHE_HOST must be a host name/],
  ['another protocol', { GHE_PROTOCOL: 'ftp' }, /^GHE_PROTOCOL must be https or http/],
  ['an unknown level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of/],
  ['an unknown format', { LOG_FORMAT: 'xml' }, /^LOG_FORMAT must be json or pretty/],
  ['a path without a slash', { WEBHOOK_PATH: 'hooks' }, /^WEBHOOK_PATH must be a path/],
  ['a key that is none', { PRIVATE_KEY: 'hunter2' }, /^PRIVATE_KEY is not an RSA key in PEM format/],
  [
    'a key file that is not there',
    { PRIVATE_KEY: '', PRIVATE_KEY_PATH: '/nowhere/key.pem' },
    /^PRIVATE_KEY_PATH is a file that cannot be read/,
  ],
])('%s is refused', (_name, change, sentence) => {
  const problems = problemsOf({ ...GOOD, ...change });
  expect(problems).toEqual([expect.stringMatching(sentence)]);
  expect(problems.join()).not.toMatch(/hunter2|xyzzy/);
});

test('the key may come with escaped line breaks, in base64, or from a file', () => {
  expect(configOf({ ...GOOD, PRIVATE_KEY: PEM.replaceAll('\n', '\\n') }).privateKey).toBe(PEM);
  expect(configOf({ ...GOOD, PRIVATE_KEY: Buffer.from(PEM).toString('base64') }).privateKey).toBe(PEM);
  const path = join(temporaryFolder(), 'key.pem');
  writeFileSync(path, PEM);
  expect(configOf({ ...GOOD, PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: path }).privateKey).toBe(PEM);
  writeFileSync(path, 'hunter2');
  expect(problemsOf({ ...GOOD, PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: path })).toEqual([
    expect.stringMatching(/without an RSA key/),
  ]);
});

test.each<[Environment, string]>([
  [{ GHE_HOST: 'github.example.com' }, 'https://github.example.com/api/v3'],
  [{ GHE_HOST: 'github.example.com:8443', GHE_PROTOCOL: 'http' }, 'http://github.example.com:8443/api/v3'],
  [{ GITHUB_API_URL: 'http://127.0.0.1:4001/' }, 'http://127.0.0.1:4001'],
  [{ GITHUB_API_URL: 'http://127.0.0.1:4001', GHE_HOST: 'github.example.com' }, 'http://127.0.0.1:4001'],
])('%o talks to %s', (change, apiUrl) => {
  expect(configOf({ ...GOOD, ...change }).apiUrl).toBe(apiUrl);
});

test.each([
  ['the app before a token', { ...GOOD, GITHUB_TOKEN: 't' }, { kind: 'app', appId: 12, privateKey: PEM }],
  ['a token', { GITHUB_TOKEN: 't' }, { kind: 'token', token: 't' }],
  ['the token that gh uses', { GH_TOKEN: 't' }, { kind: 'token', token: 't' }],
  [
    'a token on a server of one’s own',
    { GITHUB_TOKEN: 't', GHE_HOST: 'github.example.com' },
    { kind: 'token', token: 't', apiUrl: 'https://github.example.com/api/v3' },
  ],
])('GitHub is asked as %s', (_, env, identity) => {
  const reading = readIdentity(env);
  expect(reading).toEqual({ ok: true, identity: { apiUrl: 'https://api.github.com', ...identity } });
});

test.each<[what: string, Environment, string]>([
  ['nothing', {}, 'GITHUB_TOKEN is missing. Set it to a token'],
  ['an empty token', { GITHUB_TOKEN: ' ' }, 'GITHUB_TOKEN is missing. Set it to a token'],
  ['an App ID that is a name', { APP_ID: 'x', PRIVATE_KEY: PEM }, 'APP_ID must be a number'],
  ['an App ID without its key', { APP_ID: '12' }, 'PRIVATE_KEY is missing.'],
  [
    'a URL of another protocol',
    { GITHUB_TOKEN: 't', GITHUB_API_URL: 'ftp://x' },
    'GITHUB_API_URL must be a URL',
  ],
])('with %s nothing can be read from GitHub, and it says why', (_, env, sentence) => {
  const reading = readIdentity(env);
  expect(reading.ok ? [] : reading.problems).toEqual([expect.stringContaining(sentence)]);
});
