/** The four kinds of git object: parsed from and written to their stored form. */
import { createHash } from 'node:crypto';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

const deflateAsync = promisify(deflate);

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
/** How pushes and events write "no commit". */
export const ZERO_OID = '0'.repeat(40);

export interface Signature {
  name: string;
  email: string;
  /** ISO 8601. */
  date: string;
}

export interface GitCommit {
  oid: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

export interface TreeEntry {
  /** As git writes it: `100644`, `100755`, `120000`, `040000`, `160000`. */
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  path: string;
  oid: string;
}

export interface GitTag {
  oid: string;
  object: string;
  type: ObjectType;
  tag: string;
  tagger: Signature;
  message: string;
}

function parseSignature(text: string): Signature {
  const match = /^(.*?) ?<([^>]*)> (\d+) ([+-])(\d\d)(\d\d)$/.exec(text);
  const seconds = Number(match?.[3] ?? 0);
  return {
    name: match?.[1] ?? '',
    email: match?.[2] ?? '',
    date: `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`,
  };
}

function formatSignature(signature: Signature): string {
  const clean = (text: string) => text.replace(/[<>\n\0]/g, '').trim();
  const seconds = Math.floor(new Date(signature.date).getTime() / 1000);
  return `${clean(signature.name)} <${clean(signature.email)}> ${seconds} +0000`;
}

/** Header lines up to the first empty line, then the message. Continuation lines (of a gpgsig) are skipped. */
function splitHeaders(data: Buffer): { headers: [string, string][]; message: string } {
  const text = data.toString('utf8');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const headers: [string, string][] = [];
  for (const line of head.split('\n')) {
    const space = line.indexOf(' ');
    if (space > 0) headers.push([line.slice(0, space), line.slice(space + 1)]);
  }
  return { headers, message: end < 0 ? '' : text.slice(end + 2) };
}

export function parseCommit(oid: string, data: Buffer): GitCommit {
  const { headers, message } = splitHeaders(data);
  const first = (name: string) => headers.find(([key]) => key === name)?.[1] ?? '';
  return {
    oid,
    tree: first('tree'),
    parents: headers.filter(([key]) => key === 'parent').map(([, value]) => value),
    author: parseSignature(first('author')),
    committer: parseSignature(first('committer')),
    message,
  };
}

export function parseTag(oid: string, data: Buffer): GitTag {
  const { headers, message } = splitHeaders(data);
  const first = (name: string) => headers.find(([key]) => key === name)?.[1] ?? '';
  const type = first('type');
  return {
    oid,
    object: first('object'),
    type: type === 'blob' || type === 'tree' || type === 'tag' ? type : 'commit',
    tag: first('tag'),
    tagger: parseSignature(first('tagger')),
    message,
  };
}

export function parseTree(data: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < data.length) {
    const space = data.indexOf(32, at);
    const nul = data.indexOf(0, space);
    const mode = data.toString('latin1', at, space).padStart(6, '0');
    entries.push({
      mode,
      type: mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob',
      path: data.toString('utf8', space + 1, nul),
      oid: data.toString('hex', nul + 1, nul + 21),
    });
    at = nul + 21;
  }
  return entries;
}

export function formatTree(entries: readonly Omit<TreeEntry, 'type'>[]): Buffer {
  // Git compares names as bytes, and a directory as if its name ended in a slash.
  const key = (entry: Omit<TreeEntry, 'type'>) =>
    Buffer.from(entry.mode === '040000' ? `${entry.path}/` : entry.path);
  const sorted = entries.map((entry) => ({ entry, key: key(entry) }));
  sorted.sort((a, b) => Buffer.compare(a.key, b.key));
  return Buffer.concat(
    sorted.flatMap(({ entry }) => [
      Buffer.from(`${entry.mode.replace(/^0/, '')} ${entry.path}\0`),
      Buffer.from(entry.oid, 'hex'),
    ]),
  );
}

export function formatCommit(commit: Omit<GitCommit, 'oid'>): Buffer {
  const lines = [`tree ${commit.tree}`, ...commit.parents.map((parent) => `parent ${parent}`)];
  lines.push(`author ${formatSignature(commit.author)}`, `committer ${formatSignature(commit.committer)}`);
  return Buffer.from(`${lines.join('\n')}\n\n${commit.message}`);
}

export function formatTag(tag: Omit<GitTag, 'oid'>): Buffer {
  return Buffer.from(
    `object ${tag.object}\ntype ${tag.type}\ntag ${tag.tag}\ntagger ${formatSignature(tag.tagger)}\n\n${tag.message}`,
  );
}

let written = 0;

/**
 * Writes a loose object and returns its id. Done here and not with `git hash-object`, because a spawn per object
 * (3 to 5 ms) would make seeding thousands of files the slowest part of every test.
 */
export async function writeLooseObject(directory: string, type: ObjectType, data: Buffer): Promise<string> {
  const stored = Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data]);
  const oid = createHash('sha1').update(stored).digest('hex');
  const folder = join(directory, 'objects', oid.slice(0, 2));
  const file = join(folder, oid.slice(2));
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) return oid;
  await mkdir(folder, { recursive: true });
  // Written under another name first: a reader must never see half an object.
  written += 1;
  const temporary = join(folder, `tmp_obj_${process.pid}_${written}`);
  await writeFile(temporary, await deflateAsync(stored), { mode: 0o444 });
  await rename(temporary, file);
  return oid;
}
