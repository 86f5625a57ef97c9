// Reads the app's configuration from the environment, and reports all its mistakes at once, in plain sentences.
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Config {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly webhookPath: string;
  /** The longest delivery taken, in bytes. */
  readonly bodyCap: number;
  /** Root of GitHub's REST API, without a slash at the end. */
  readonly apiUrl: string;
  readonly dataFolder: string;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly logFormat: 'json' | 'pretty';
}

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  /** One sentence for each mistake, with its remedy. No sentence repeats a secret. */
  | { readonly ok: false; readonly problems: readonly string[] };

export type Environment = Readonly<Record<string, string | undefined>>;

/** GitHub sends no more than 25 MB; the rest is for the form encoding's escapes. */
const BODY_CAP = 26 * 1024 * 1024;

const WEBHOOK_SECRET_MISSING =
  'WEBHOOK_SECRET is missing. Set it to the webhook secret of the GitHub App: without one, anybody could send deliveries.';

const wholeNumber = (name: string, from: number, to: number) =>
  z
    .string()
    .refine((text) => /^\d{1,12}$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: `${name} must be a whole number from ${from} to ${to}.`,
    })
    .transform(Number);

const httpUrl = (sentence: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), sentence)
    .transform((text) => text.replace(/\/+$/, ''));

const environment = z.object({
  APP_ID: z
    .string('APP_ID is missing. Set it to the App ID shown on the settings page of the GitHub App.')
    .regex(
      /^[1-9]\d{0,14}$/,
      'APP_ID must be a number: the App ID shown on the settings page of the GitHub App.',
    )
    .transform(Number),
  WEBHOOK_SECRET: z
    .string(WEBHOOK_SECRET_MISSING)
    .refine(
      (secret) => secret !== 'development',
      'WEBHOOK_SECRET is "development", which everybody can guess. Set a random one here and in the settings of the GitHub App.',
    ),
  HOST: z.string().default('0.0.0.0'),
  PORT: wholeNumber('PORT', 0, 65_535).prefault('3000'),
  WEBHOOK_PATH: z
    .string()
    .regex(
      /^\/[\w/.-]*$/,
      'WEBHOOK_PATH must be a path that starts with a slash, such as /api/github/webhooks.',
    )
    .default('/api/github/webhooks'),
  MAX_DELIVERY_BYTES: wholeNumber('MAX_DELIVERY_BYTES', 1_000_000, 100_000_000).prefault(String(BODY_CAP)),
  GITHUB_API_URL: httpUrl(
    'GITHUB_API_URL must be a URL such as https://github.example.com/api/v3.',
  ).optional(),
  GHE_HOST: z
    .string()
    .regex(
      /^[\w.-]+(?::\d{1,5})?$/,
      'GHE_HOST must be a host name such as github.example.com, without https:// and path.',
    )
    .optional(),
  GHE_PROTOCOL: z.enum(['https', 'http'], 'GHE_PROTOCOL must be https or http.').default('https'),
  DATA_DIR: z.string().default('.hotfix-warden'),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.',
    )
    .default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty'], 'LOG_FORMAT must be json or pretty.').default('json'),
});

/** Apart from the others, so that a bad key is reported together with the other mistakes. */
const keyVariables = z.object({
  PRIVATE_KEY: z.string().optional(),
  PRIVATE_KEY_PATH: z.string().optional(),
});

/** An empty variable counts as one that is not set. */
function set(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

const apiVariables = environment.pick({ GITHUB_API_URL: true, GHE_HOST: true, GHE_PROTOCOL: true });

function apiUrlOf(values: z.infer<typeof apiVariables>): string {
  const enterprise =
    values.GHE_HOST === undefined ? null : `${values.GHE_PROTOCOL}://${values.GHE_HOST}/api/v3`;
  return values.GITHUB_API_URL ?? enterprise ?? 'https://api.github.com';
}

/** Reads the configuration. */
export function readConfig(env: Environment): ConfigReading {
  const given = set(env);
  const parsed = environment.safeParse(given);
  const key = privateKey(keyVariables.parse(given));
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
  if (!key.ok) problems.push(key.problem);
  if (!parsed.success || !key.ok) return { ok: false, problems };
  const values = parsed.data;
  return {
    ok: true,
    config: {
      appId: values.APP_ID,
      privateKey: key.pem,
      webhookSecret: values.WEBHOOK_SECRET,
      host: values.HOST,
      port: values.PORT,
      webhookPath: values.WEBHOOK_PATH,
      bodyCap: values.MAX_DELIVERY_BYTES,
      apiUrl: apiUrlOf(values),
      dataFolder: values.DATA_DIR,
      logLevel: values.LOG_LEVEL,
      logFormat: values.LOG_FORMAT,
    },
  };
}

/** Who reads from GitHub, for commands that only read. */
export type Identity =
  | { readonly kind: 'app'; readonly apiUrl: string; readonly appId: number; readonly privateKey: string }
  | { readonly kind: 'token'; readonly apiUrl: string; readonly token: string };

export type IdentityReading =
  | { readonly ok: true; readonly identity: Identity }
  | { readonly ok: false; readonly problems: readonly string[] };

const NO_IDENTITY =
  'GITHUB_TOKEN is missing. Set it to a token that can read the repository, or set APP_ID and PRIVATE_KEY to those of the app.';

/** The app's own identity where it is set, since only the app sees what it wrote itself; else a person's token. */
export function readIdentity(env: Environment): IdentityReading {
  const given = set(env);
  const api = apiVariables.safeParse(given);
  if (!api.success) return { ok: false, problems: api.error.issues.map((issue) => issue.message) };
  const apiUrl = apiUrlOf(api.data);
  if (given['APP_ID'] !== undefined) {
    const app = environment.pick({ APP_ID: true }).safeParse(given);
    const key = privateKey(keyVariables.parse(given));
    const problems = app.success ? [] : app.error.issues.map((issue) => issue.message);
    if (!key.ok) problems.push(key.problem);
    if (!app.success || !key.ok) return { ok: false, problems };
    return { ok: true, identity: { kind: 'app', apiUrl, appId: app.data.APP_ID, privateKey: key.pem } };
  }
  const token = given['GITHUB_TOKEN'] ?? given['GH_TOKEN'];
  return token === undefined
    ? { ok: false, problems: [NO_IDENTITY] }
    : { ok: true, identity: { kind: 'token', apiUrl, token } };
}

type KeyReading =
  | { readonly ok: true; readonly pem: string }
  | { readonly ok: false; readonly problem: string };

const KEY_SOURCE = 'the private key that the settings page of the GitHub App generates';

function privateKey({
  PRIVATE_KEY: inline,
  PRIVATE_KEY_PATH: path,
}: z.infer<typeof keyVariables>): KeyReading {
  if (inline !== undefined) {
    const pem = pemOf(inline);
    return isRsaKey(pem)
      ? { ok: true, pem }
      : {
          ok: false,
          problem: `PRIVATE_KEY is not an RSA key in PEM format. Set it to the whole of ${KEY_SOURCE}.`,
        };
  }
  if (path === undefined) {
    return {
      ok: false,
      problem: `PRIVATE_KEY is missing. Set it to ${KEY_SOURCE}, or set PRIVATE_KEY_PATH to its file.`,
    };
  }
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch {
    return {
      ok: false,
      problem: `PRIVATE_KEY_PATH is a file that cannot be read: ${path}. Set it to the path of ${KEY_SOURCE}.`,
    };
  }
  return isRsaKey(pem)
    ? { ok: true, pem }
    : {
        ok: false,
        problem: `PRIVATE_KEY_PATH is a file without an RSA key in PEM format: ${path}. Use ${KEY_SOURCE}.`,
      };
}

/** Hosts that take no line breaks in variables make people write `\n`, or encode the whole key in base64. */
function pemOf(text: string): string {
  const lines = text.replaceAll('\\n', '\n');
  return lines.includes('-----BEGIN') ? lines : Buffer.from(text, 'base64').toString('utf8');
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
