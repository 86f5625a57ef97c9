// GitHub at the edge of the process: nock answers, and every GraphQL question is run against GitHub's published schema.
import { generateKeyPairSync } from 'node:crypto';
import { executeSync, type GraphQLError, parse, validate } from 'graphql';
import nock from 'nock';
import { z } from 'zod';
import { instant } from '../../src/core/model/ids.ts';
import { type AppAccess, appAccess } from '../../src/github/client/app-access.ts';
import { GITHUB_LIMITS, type Limits } from '../../src/github/client/budgets.ts';
import { type InstallationId, parseInstallationId } from '../../src/reconcile/ports.ts';
import { githubSchema } from '../simulator/graphql/schema.ts';

export const API = 'https://api.github.test';
export const APP_ID = 4242;
export const NOW = instant(Date.parse('2026-03-04T02:15:00Z'));
export const CLOCK = { now: () => NOW };
export const PLACE = '/repos/acme/shop';
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

let lastInstallation = 0;

/** Each test has an installation of its own, so that no token and no budget passes from one to the next. */
export function newInstallation(): InstallationId {
  lastInstallation += 1;
  const id = parseInstallationId(lastInstallation);
  if (id === null) throw new Error('no installation id');
  return id;
}

export function newAccess(baseUrl = API, limits: Limits = GITHUB_LIMITS): AppAccess {
  return appAccess({ appId: APP_ID, privateKey, baseUrl, clock: CLOCK, log: SILENT, limits });
}

/** A token whose life begins now, as `POST /app/installations/{installation_id}/access_tokens` answers. */
export function token(name = 'ghs_fake'): Record<string, unknown> {
  return {
    token: name,
    expires_at: '2099-01-01T00:00:00Z',
    permissions: { checks: 'write' },
    repository_selection: 'all',
  };
}

/** Answers token requests; the list grows by one entry for each. */
export function answerTokens(baseUrl = API): string[] {
  const asked: string[] = [];
  nock(baseUrl)
    .persist()
    .post(/^(?:\/api\/v3)?\/app\/installations\/\d+\/access_tokens$/)
    .reply((request: Request) => {
      asked.push(request.url);
      return [201, token(`ghs_${asked.length}`)];
    });
  return asked;
}

const question = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) });
export type Question = z.infer<typeof question>;

/** `executeSync` prints errors in its own way; GitHub's has a type, which the thrown error carries. */
function problem(error: GraphQLError): Record<string, unknown> {
  const { type } = z.object({ type: z.string().optional() }).parse({ ...error.originalError });
  return { ...(type === undefined ? {} : { type }), path: error.path, message: error.message };
}

/** An error that a field of the root can throw to be refused as GitHub refuses. */
export function refusal(type: string, message = 'Resource not accessible by integration'): Error {
  return Object.assign(new Error(message), { type });
}

/** Runs a question against the schema with `root` behind it, as GitHub would. Throws for a question that GitHub would not take. */
export function answerTo({ query, variables }: Question, root: unknown): Record<string, unknown> {
  const document = parse(query);
  const wrong = validate(githubSchema(), document);
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'));
  const result = executeSync({
    schema: githubSchema(),
    document,
    rootValue: root,
    variableValues: variables,
  });
  if (result.data === undefined) throw new Error(String(result.errors));
  return result.errors === undefined
    ? { data: result.data }
    : { data: result.data, errors: result.errors.map(problem) };
}

/** Answers questions out of `root`, which may change between them; returns the questions in the order they came in. */
export function answerQuestions(root: () => unknown): Question[] {
  const asked: Question[] = [];
  nock(API)
    .persist()
    .post('/graphql')
    .reply(async (request: Request) => {
      const one = question.parse(await request.json());
      asked.push(one);
      return [200, answerTo(one, root())];
    });
  return asked;
}

/** The name of a question's operation. */
export function operations(asked: readonly Question[]): readonly (string | undefined)[] {
  return asked.map(({ query }) => /^query (\w+)/.exec(query)?.[1]);
}
