/** One bare git repository: refs, objects, history, merges. Object ids are full SHA-1s; revisions are anything git resolves. */
import { mkdir } from 'node:fs/promises';
import { CatFile, type RawObject } from './cat-file.ts';
import { diffFiles, type FileChange } from './diff.ts';
import { LruCache } from './lru.ts';
import {
  EMPTY_TREE,
  formatCommit,
  formatTag,
  formatTree,
  type GitCommit,
  type GitTag,
  type ObjectType,
  parseCommit,
  parseTag,
  parseTree,
  type Signature,
  type TreeEntry,
  writeLooseObject,
} from './objects.ts';
import { type PastRefs, type RefWatcher, refsInPast, revisionInPast } from './past-refs.ts';
import { GitError, type GitOptions, type GitResult, git } from './process.ts';

export interface Ref {
  /** Full name: `refs/heads/main`. */
  ref: string;
  oid: string;
  type: ObjectType;
}

/** A ref was not where the writer thought it was. */
export class RefConflict extends Error {}

export interface CommitInput {
  tree: string;
  parents: string[];
  message: string;
  author: Signature;
  committer?: Signature;
}

/** Path → new content; null removes the file. */
export type FileChanges = Record<string, string | Buffer | null>;

export interface LogOptions {
  /** Revisions whose history is wanted. */
  from: string[];
  /** Revisions whose history is left out. */
  not?: string[];
  path?: string;
  author?: string;
  since?: string;
  until?: string;
  limit?: number;
  skip?: number;
  /** Oldest first. */
  reverse?: boolean;
  topological?: boolean;
}

export class GitRepository {
  readonly directory: string;
  watcher: RefWatcher | null = null;
  readonly #env: Readonly<Record<string, string>>;
  readonly #reader: CatFile;
  readonly #objects: LruCache<string, RawObject>;
  /** Answers that depend only on object ids and so never change. */
  readonly #answers: LruCache<string, Promise<GitResult>>;
  /** Of a view of the past: refs that have moved since, with what they named. Null: the present. */
  readonly #past: PastRefs | null;

  constructor(
    directory: string,
    env: Readonly<Record<string, string>> = {},
    view: { of: GitRepository; past: PastRefs } | null = null,
  ) {
    this.directory = directory;
    this.#env = env;
    this.#reader = view === null ? new CatFile(directory, env) : view.of.#reader;
    this.#objects = view === null ? new LruCache(4096) : view.of.#objects;
    this.#answers = view === null ? new LruCache(2048) : view.of.#answers;
    this.#past = view === null ? null : view.past;
  }

  /** Makes an empty bare repository whose HEAD names the branch. */
  static async init(directory: string, defaultBranch: string): Promise<GitRepository> {
    await mkdir(directory, { recursive: true });
    await git(directory, ['init', '--quiet', '--bare', '--template=', `--initial-branch=${defaultBranch}`]);
    return new GitRepository(directory);
  }

  /** The same repository seen with the objects of a push that is not yet accepted. */
  withEnvironment(env: Readonly<Record<string, string>>): GitRepository {
    return new GitRepository(this.directory, env);
  }

  /** The same repository with these refs where they were (null: not there). It moves no ref. */
  withRefs(past: PastRefs): GitRepository {
    return new GitRepository(this.directory, this.#env, { of: this, past });
  }

  close(): void {
    this.#reader.close();
  }

  /** Runs any git command here. */
  run(args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
    return git(this.directory, args, { ...options, env: { ...this.#env, ...options.env } });
  }

  /** Like `run`, for commands whose arguments are full object ids: the answer is remembered. */
  runPure(args: readonly string[], accept: readonly number[] = [0]): Promise<GitResult> {
    const key = args.join('\0');
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = this.run(args, { accept });
    this.#answers.set(key, answer);
    return answer;
  }

  // ---- refs

  /** The commit (or tag object) that a revision names, or null. */
  async resolve(revision: string): Promise<string | null> {
    return (await this.#read(revision))?.oid ?? null;
  }

  /** The commit that a branch, tag, or SHA names (tags are followed), or null. Branches win over tags, as on GitHub. */
  async resolveCommit(revision: string): Promise<string | null> {
    for (const name of [`refs/heads/${revision}`, `refs/tags/${revision}`, revision]) {
      if (name === revision && !/^(refs\/|[0-9a-f]{4,40}$|HEAD$)/.test(revision)) continue;
      const object = await this.#read(`${name}^{commit}`);
      if (object) return object.oid;
    }
    return null;
  }

  branch(name: string): Promise<string | null> {
    return this.resolve(`refs/heads/${name}`);
  }

  /** Refs under a prefix (`refs/heads/`), sorted by name. */
  async refs(prefix = 'refs/'): Promise<Ref[]> {
    const { stdout } = await this.run(['for-each-ref', '--format=%(objectname) %(objecttype) %(refname)']);
    const present = stdout
      .toString()
      .split('\n')
      .flatMap((line) => {
        const match = /^(\S+) (blob|tree|commit|tag) (.+)$/.exec(line);
        if (!match?.[3]?.startsWith(prefix)) return [];
        const type: ObjectType =
          match[2] === 'tag' || match[2] === 'tree' || match[2] === 'blob' ? match[2] : 'commit';
        return [{ ref: match[3], oid: match[1] ?? '', type }];
      });
    if (this.#past === null) return present;
    return refsInPast(this.#past, present, prefix, async (oid) => (await this.#read(oid))?.type ?? null);
  }

  /**
   * Moves, creates (`before` null) or deletes (`after` null) a ref, atomically; leave `before` out not to care.
   * Throws RefConflict when the ref is elsewhere. Sends no events: use `pushRefs` of push.ts for that.
   */
  async updateRef(ref: string, after: string | null, before?: string | null): Promise<void> {
    if (this.#past !== null) return;
    const was = await this.#watched(ref);
    const old = before === undefined ? [] : [before ?? '0'.repeat(40)];
    const args = after === null ? ['update-ref', '-d', ref, ...old] : ['update-ref', ref, after, ...old];
    try {
      await this.run(args);
    } catch (error) {
      if (error instanceof GitError) throw new RefConflict(error.message);
      throw error;
    }
    this.watcher?.moved(ref, was);
  }

  /** Where a ref is before it moves, if anybody wants to know. */
  async #watched(ref: string): Promise<string | null> {
    return this.watcher?.isWatching() ? this.resolve(ref) : null;
  }

  async setHead(branch: string): Promise<void> {
    await this.run(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  }

  /** True when git would take the name (`refs/heads/x`). */
  async validRef(ref: string): Promise<boolean> {
    return (await this.run(['check-ref-format', ref], { accept: [0, 1] })).code === 0;
  }

  // ---- reading

  async readObject(oid: string): Promise<RawObject | null> {
    return this.#read(oid);
  }

  /** The commit that a revision names; throws when there is none (use `resolveCommit` first on input). */
  async readCommit(revision: string): Promise<GitCommit> {
    const object = await this.#read(/^[0-9a-f]{40}$/.test(revision) ? revision : `${revision}^{commit}`);
    if (object?.type !== 'commit') throw new Error(`no commit ${revision}`);
    return parseCommit(object.oid, object.data);
  }

  async readTag(oid: string): Promise<GitTag | null> {
    const object = await this.#read(oid);
    return object?.type === 'tag' ? parseTag(object.oid, object.data) : null;
  }

  /** Direct entries of a tree; null when the revision names no tree. */
  async readTree(revision: string): Promise<TreeEntry[] | null> {
    const object = await this.#read(/^[0-9a-f]{40}$/.test(revision) ? revision : `${revision}^{tree}`);
    if (object?.type === 'commit') return this.readTree(parseCommit(object.oid, object.data).tree);
    return object?.type === 'tree' ? parseTree(object.data) : null;
  }

  async readBlob(oid: string): Promise<Buffer | null> {
    const object = await this.#read(oid);
    return object?.type === 'blob' ? object.data : null;
  }

  /** What lies at a path of a commit; the root is a tree with an empty path. Null when nothing does. */
  async entry(commit: string, path: string): Promise<TreeEntry | null> {
    const clean = path.replace(/^\/+|\/+$/g, '');
    let at: TreeEntry = {
      mode: '040000',
      type: 'tree',
      path: '',
      oid: (await this.readCommit(commit)).tree,
    };
    for (const part of clean === '' ? [] : clean.split('/')) {
      if (at.type !== 'tree') return null;
      const found = (await this.readTree(at.oid))?.find((entry) => entry.path === part);
      if (!found) return null;
      at = found;
    }
    return { ...at, path: clean };
  }

  /** Text of a file at a revision, or null. */
  async readFile(revision: string, path: string): Promise<string | null> {
    const commit = await this.resolveCommit(revision);
    const entry = commit === null ? null : await this.entry(commit, path);
    if (entry?.type !== 'blob') return null;
    return (await this.readBlob(entry.oid))?.toString('utf8') ?? null;
  }

  async #read(asked: string): Promise<RawObject | null> {
    const revision = this.#past === null ? asked : revisionInPast(this.#past, asked);
    if (revision === null) return null;
    const known = this.#objects.get(revision);
    if (known) return known;
    const object = await this.#reader.read(revision);
    // Only ids are remembered: a ref moves.
    if (object && object.data.length < 1_000_000) this.#objects.set(object.oid, object);
    return object;
  }

  // ---- writing

  writeBlob(content: string | Buffer): Promise<string> {
    return writeLooseObject(this.directory, 'blob', Buffer.from(content));
  }

  writeTree(entries: readonly Omit<TreeEntry, 'type'>[]): Promise<string> {
    return writeLooseObject(this.directory, 'tree', formatTree(entries));
  }

  writeCommit(input: CommitInput): Promise<string> {
    const committer = input.committer ?? input.author;
    return writeLooseObject(this.directory, 'commit', formatCommit({ ...input, committer }));
  }

  writeTag(tag: Omit<GitTag, 'oid'>): Promise<string> {
    return writeLooseObject(this.directory, 'tag', formatTag(tag));
  }

  /** A tree like `base` (a tree's or a commit's id, null for none) with files changed; folders left empty disappear. */
  async changeTree(base: string | null, files: FileChanges): Promise<string> {
    const changes = new Map<string, { mode: string; oid: string } | null>();
    for (const [path, content] of Object.entries(files)) {
      const oid = content === null ? null : await this.writeBlob(content);
      changes.set(path, oid === null ? null : { mode: '100644', oid });
    }
    return this.changeTreeEntries(base, changes);
  }

  /** `changeTree` for entries that exist already (moved files, modes, whole subtrees). */
  async changeTreeEntries(
    base: string | null,
    changes: ReadonlyMap<string, { mode: string; oid: string } | null>,
  ): Promise<string> {
    const entries = new Map<string, Omit<TreeEntry, 'type'>>();
    for (const entry of (base === null ? null : await this.readTree(base)) ?? [])
      entries.set(entry.path, entry);
    const nested = new Map<string, Map<string, { mode: string; oid: string } | null>>();
    for (const [path, change] of changes) {
      const slash = path.indexOf('/');
      if (slash < 0) {
        if (change === null) entries.delete(path);
        else {
          const kept = change.mode === '100644' ? entries.get(path)?.mode : undefined;
          entries.set(path, { path, oid: change.oid, mode: kept === '100755' ? kept : change.mode });
        }
        continue;
      }
      const folder = path.slice(0, slash);
      const inside = nested.get(folder) ?? new Map();
      inside.set(path.slice(slash + 1), change);
      nested.set(folder, inside);
    }
    for (const [folder, inside] of nested) {
      const current = entries.get(folder);
      const oid = await this.changeTreeEntries(current?.mode === '040000' ? current.oid : null, inside);
      if (oid === EMPTY_TREE) entries.delete(folder);
      else entries.set(folder, { path: folder, mode: '040000', oid });
    }
    return this.writeTree([...entries.values()]);
  }

  // ---- history

  /** Commit ids, newest first unless `reverse`. */
  async log(options: LogOptions): Promise<string[]> {
    const args = ['rev-list', options.topological ? '--topo-order' : '--date-order'];
    if (options.limit !== undefined) args.push(`--max-count=${options.limit}`);
    if (options.skip) args.push(`--skip=${options.skip}`);
    if (options.author) args.push('--fixed-strings', `--author=${options.author}`);
    if (options.since) args.push(`--since=${options.since}`);
    if (options.until) args.push(`--until=${options.until}`);
    if (options.reverse) args.push('--reverse');
    args.push(...options.from, ...(options.not ?? []).map((revision) => `^${revision}`), '--');
    if (options.path) args.push(options.path);
    const { stdout } = await this.runPure(args);
    return stdout.toString().split('\n').filter(Boolean);
  }

  /** Best common ancestor of two commits (ids), or null for unrelated histories. */
  async mergeBase(a: string, b: string): Promise<string | null> {
    const { code, stdout } = await this.runPure(['merge-base', a, b], [0, 1]);
    return code === 0 ? stdout.toString().trim() : null;
  }

  /** True when `ancestor` is `commit` or lies in its history. Both are ids. */
  async isAncestor(ancestor: string, commit: string): Promise<boolean> {
    if (ancestor === commit) return true;
    return (await this.runPure(['merge-base', '--is-ancestor', ancestor, commit], [0, 1])).code === 0;
  }

  /** How many commits each of two ids has that the other lacks. */
  async aheadBehind(base: string, head: string): Promise<{ ahead: number; behind: number }> {
    const { stdout } = await this.runPure(['rev-list', '--left-right', '--count', `${base}...${head}`]);
    const [behind = 0, ahead = 0] = stdout.toString().trim().split(/\s+/).map(Number);
    return { ahead, behind };
  }

  /** Files changed from one commit or tree to another (`null`: from nothing), as GitHub lists them. */
  diff(from: string | null, to: string): Promise<FileChange[]> {
    return diffFiles(this, from ?? EMPTY_TREE, to);
  }

  /** Brings a commit of another repository over, into a ref (`refs/pull/7/head`). */
  async fetchFrom(other: GitRepository, oid: string, toRef: string): Promise<void> {
    const was = await this.#watched(toRef);
    await this.run(['fetch', '--quiet', '--no-tags', other.directory, `+${oid}:${toRef}`], {
      env: {
        GIT_CONFIG_COUNT: '2',
        GIT_CONFIG_KEY_0: 'uploadpack.allowAnySHA1InWant',
        GIT_CONFIG_VALUE_0: 'true',
        GIT_CONFIG_KEY_1: 'safe.directory',
        GIT_CONFIG_VALUE_1: '*',
      },
    });
    this.watcher?.moved(toRef, was);
  }
}
