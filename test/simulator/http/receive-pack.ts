/**
 * The server's side of `git push`. Own code and not git's receive-pack with hooks: a hook can only decline a push as a
 * whole and in its own words, while GitHub declines single refs with reasons that clients print.
 */
import { gunzipSync } from 'node:zlib';
import type { Actor } from '../auth.ts';
import { ZERO_OID } from '../git/objects.ts';
import { GitError } from '../git/process.ts';
import type { GitRepository } from '../git/repository.ts';
import { afterPush, judgePush, type PushAttempt, type RefChange } from '../push.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

interface PushRequest {
  changes: RefChange[];
  capabilities: string[];
  pack: Buffer;
}

export async function receivePack(
  world: World,
  repo: Repository,
  actor: Actor,
  request: Request,
): Promise<Response> {
  const sent = Buffer.from(await request.arrayBuffer());
  const push = parsePush(request.headers.get('content-encoding') === 'gzip' ? gunzipSync(sent) : sent);
  const git = world.git(repo);
  const headers = { 'content-type': 'application/x-git-receive-pack-result', 'cache-control': 'no-cache' };
  // Before a big push git probes with an empty one.
  if (push.changes.length === 0) return new Response(null, { status: 200, headers });
  const unpacked = await unpack(git, push.pack);
  const report: string[] = [`unpack ${unpacked}\n`];
  const messages: string[] = [];
  const person = actor.kind === 'installation' ? actor.bot : actor.kind === 'user' ? actor.user : null;
  if (person === null) return new Response(null, { status: 403, headers });
  const attempt = (changes: readonly RefChange[]): PushAttempt => ({
    repo,
    git,
    person,
    app: actor.kind === 'installation' ? actor.app : null,
    changes,
    origin: 'git',
  });
  const done: RefChange[] = [];
  const refusals = new Map<RefChange, string>();
  for (const change of push.changes) {
    const reason =
      unpacked === 'ok' ? await refusalOf(world, attempt([change]), change, messages) : 'unpacker error';
    if (reason !== null) refusals.set(change, reason);
  }
  const atomicFailure = push.capabilities.includes('atomic') && refusals.size > 0;
  for (const change of push.changes) {
    const reason = refusals.get(change) ?? (atomicFailure ? 'atomic push failure' : await move(git, change));
    report.push(reason === null ? `ok ${change.ref}\n` : `ng ${change.ref} ${reason}\n`);
    if (reason === null) done.push(change);
  }
  if (done.length > 0) await afterPush(world, attempt(done));
  return new Response(new Uint8Array(formatReport(push.capabilities, report, messages)), {
    status: 200,
    headers,
  });
}

function parsePush(body: Buffer): PushRequest {
  const changes: RefChange[] = [];
  let capabilities: string[] = [];
  let at = 0;
  while (at + 4 <= body.length) {
    const length = Number.parseInt(body.toString('latin1', at, at + 4), 16);
    if (!(length >= 4)) {
      at += 4;
      break;
    }
    const [command = '', features] = body
      .toString('utf8', at + 4, at + length)
      .replace(/\n$/, '')
      .split('\0');
    at += length;
    if (features !== undefined) capabilities = features.trim().split(' ');
    const match = /^([0-9a-f]{40}) ([0-9a-f]{40}) (.+)$/.exec(command);
    const none = (oid: string | undefined) => (oid === undefined || oid === ZERO_OID ? null : oid);
    if (match) changes.push({ before: none(match[1]), after: none(match[2]), ref: match[3] ?? '' });
  }
  return { changes, capabilities, pack: body.subarray(at) };
}

/** Stores the pushed objects; what a refusal then leaves unused does no harm. */
async function unpack(git: GitRepository, pack: Buffer): Promise<string> {
  if (pack.length === 0) return 'ok';
  try {
    await git.run(['unpack-objects', '-q'], { input: pack });
    return 'ok';
  } catch (error) {
    if (error instanceof GitError) return 'index-pack failed';
    throw error;
  }
}

async function refusalOf(
  world: World,
  attempt: PushAttempt,
  change: RefChange,
  messages: string[],
): Promise<string | null> {
  if (/^refs\/pull\//.test(change.ref)) return 'deny updating a hidden ref';
  if (!(await attempt.git.validRef(change.ref))) return 'funny refname';
  if (change.after === null && change.ref === `refs/heads/${attempt.repo.defaultBranch}`)
    return `refusing to delete the current branch: ${change.ref}`;
  if (change.after !== null && (await attempt.git.resolve(change.after)) === null)
    return 'missing necessary objects';
  const refusal = await judgePush(world, attempt);
  if (!refusal) return null;
  messages.push(...refusal.gitLines);
  return refusal.gitReason ?? 'pre-receive hook declined';
}

async function move(git: GitRepository, change: RefChange): Promise<string | null> {
  try {
    await git.updateRef(change.ref, change.after, change.before);
    return null;
  } catch {
    return 'failed to update ref';
  }
}

function packet(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from((content.length + 4).toString(16).padStart(4, '0')), content]);
}

function formatReport(capabilities: readonly string[], report: string[], messages: string[]): Buffer {
  const lines = Buffer.concat([...report.map((line) => packet(Buffer.from(line))), Buffer.from('0000')]);
  if (!capabilities.includes('side-band-64k')) return lines;
  const band = (number: number, content: Buffer) => packet(Buffer.concat([Buffer.from([number]), content]));
  const pieces = messages.map((line) => band(2, Buffer.from(`${line}\n`)));
  const most = 65_000;
  for (let at = 0; at < lines.length; at += most) pieces.push(band(1, lines.subarray(at, at + most)));
  return Buffer.concat([...pieces, Buffer.from('0000')]);
}
