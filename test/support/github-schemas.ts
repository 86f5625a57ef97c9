/** Holds answers and webhook payloads against the schemas that GitHub publishes; everything is loaded and compiled on first need. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const require = createRequire(import.meta.url);

/** Formats that GitHub names and JSON Schema does not know; they constrain nothing here. */
const FREE_FORMATS = ['int64', 'int32', 'timestamp', 'repo.nwo', 'double', 'float', 'ssh-key', 'binary'];

interface Document {
  ajv: Ajv;
  root: unknown;
  validators: Map<string, ValidateFunction>;
}

const documents = new Map<string, Document>();

/** OpenAPI 3.0 says `nullable`, which JSON Schema does not know; beside a `$ref` or `anyOf` it has no type to widen. */
function withoutNullable(_key: string, value: unknown): unknown {
  if (
    typeof value !== 'object' ||
    value === null ||
    !('nullable' in value) ||
    typeof value.nullable !== 'boolean'
  )
    return value;
  const { nullable, ...rest } = value;
  if (!nullable) return rest;
  if (!('type' in rest) || typeof rest.type !== 'string') return { anyOf: [{ type: 'null' }, rest] };
  const choices = 'enum' in rest && Array.isArray(rest.enum) ? { enum: [...rest.enum, null] } : {};
  return { ...rest, ...choices, type: [rest.type, 'null'] };
}

function load(file: string): Document {
  const known = documents.get(file);
  if (known) return known;
  const root: unknown = JSON.parse(readFileSync(require.resolve(file), 'utf8'), withoutNullable);
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateSchema: false,
    inlineRefs: false,
    logger: false,
  });
  // The package's types describe a default export that Node presents one level deeper.
  addFormats.default(ajv);
  for (const format of FREE_FORMATS) ajv.addFormat(format, true);
  // Alternatives in GitHub's document overlap, so that "exactly one" refuses GitHub's own answers.
  ajv.removeKeyword('oneOf');
  ajv.addKeyword({ keyword: 'oneOf', macro: (alternatives: unknown) => ({ anyOf: alternatives }) });
  if (typeof root === 'object' && root !== null) ajv.addSchema(root, 'github');
  const document = { ajv, root, validators: new Map() };
  documents.set(file, document);
  return document;
}

/** The value at a path of member names; undefined when there is none. */
function at(value: unknown, ...path: string[]): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Object.entries(here).find(([key]) => key === name)?.[1];
  }
  return here;
}

function pointer(...path: string[]): string {
  const parts = path.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  return `github#/${parts.join('/')}`;
}

/** Follows a `$ref` of the document itself. */
function location(root: unknown, path: string[]): string[] {
  const reference = at(root, ...path, '$ref');
  return typeof reference === 'string' ? reference.replace(/^#\//, '').split('/') : path;
}

function violations(document: Document, path: string[], value: unknown): string[] {
  const key = pointer(...path);
  let validate = document.validators.get(key);
  if (!validate) {
    validate = document.ajv.compile({ $ref: key });
    document.validators.set(key, validate);
  }
  if (validate(value)) return [];
  const lines = (validate.errors ?? []).map((error) => {
    const extra = error.keyword === 'enum' ? ` ${JSON.stringify(error.params)}` : '';
    const got = at(value, ...error.instancePath.split('/').slice(1));
    return `${error.instancePath || '/'} ${error.message}${extra} (is ${JSON.stringify(got)?.slice(0, 80)})`;
  });
  return [...new Set(lines)];
}

const REST = '@octokit/openapi/generated/api.github.com.json';
const WEBHOOKS = '@octokit/openapi-webhooks/generated/api.github.com.json';

/**
 * What is wrong with a REST answer, as sentences; empty when nothing is. `path` is GitHub's template
 * (`/repos/{owner}/{repo}/branches/{branch}`). An operation or status that GitHub does not publish is itself wrong.
 */
export function answerViolations(method: string, path: string, status: number, body: unknown): string[] {
  const document = load(REST);
  const operation = ['paths', path, method.toLowerCase()];
  if (at(document.root, ...operation) === undefined) return [`GitHub has no ${method} ${path}`];
  const response = location(document.root, [...operation, 'responses', String(status)]);
  const published = at(document.root, ...response);
  if (published === undefined) return [`${method} ${path} never answers ${status}`];
  const schema = [...response, 'content', 'application/json', 'schema'];
  if (at(document.root, ...schema) === undefined) {
    const empty = body === undefined || body === null || body === '';
    return empty ? [] : [`${method} ${path} answers ${status} without a body`];
  }
  return violations(document, schema, body);
}

/** What is wrong with the body of a REST request, as sentences; empty when nothing is. */
export function requestViolations(method: string, path: string, body: unknown): string[] {
  const document = load(REST);
  const operation = ['paths', path, method.toLowerCase()];
  const schema = [...operation, 'requestBody', 'content', 'application/json', 'schema'];
  if (at(document.root, ...schema) === undefined) return [`GitHub takes no body for ${method} ${path}`];
  return violations(document, schema, body);
}

/** What is wrong with a webhook payload: held against the schema of its event and, where it has one, its action. */
export function payloadViolations(event: string, payload: unknown): string[] {
  const document = load(WEBHOOKS);
  const action = at(payload, 'action');
  const name = [event, ...(typeof action === 'string' ? [action] : [])].join('-').replaceAll('_', '-');
  const content = ['webhooks', name, 'post', 'requestBody', 'content', 'application/json', 'schema'];
  if (at(document.root, ...content) === undefined) return [`GitHub has no event ${name}`];
  return violations(document, content, payload);
}

/** Throws the list of violations of a REST answer. */
export function expectAnswer(method: string, path: string, status: number, body: unknown): void {
  const wrong = answerViolations(method, path, status, body);
  if (wrong.length > 0) throw new Error(`${method} ${path} ${status}:\n  ${wrong.slice(0, 30).join('\n  ')}`);
}

/** Throws the list of violations of a webhook payload. */
export function expectPayload(event: string, payload: unknown): void {
  const wrong = payloadViolations(event, payload);
  if (wrong.length > 0) throw new Error(`${event}:\n  ${wrong.slice(0, 30).join('\n  ')}`);
}
