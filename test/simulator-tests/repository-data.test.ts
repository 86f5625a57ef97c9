// Files, trees, annotated tags and releases over REST, each answer and payload held against GitHub's schemas.
import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../simulator/clock.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { expectAnswer, expectPayload } from '../support/github-schemas.ts';

const at = { owner: 'acme', repo: 'shop' };
const home = '/repos/{owner}/{repo}';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

let simulator: Simulator;
let ada: Octokit;

beforeEach(async () => {
  simulator = await startSimulator({ clock: new ManualClock() });
  simulator.create.organization('acme', { members: { grace: 'admin' } });
  await simulator.create.repository('acme/shop', {
    files: { 'README.md': '# Shop\n', 'src/cart.ts': 'cart\n', 'src/pay/card.ts': 'card\n' },
    collaborators: { ada: 'write' },
  });
  ada = new Octokit({ baseUrl: simulator.url, auth: 'tok_ada', log: quiet });
});

afterEach(() => simulator.close());

async function tip(): Promise<string> {
  return (await ada.git.getRef({ ...at, ref: 'heads/main' })).data.object.sha;
}

/** Names and kinds of what a folder lists. */
async function folder(path: string): Promise<string[]> {
  const { data, status } = await ada.repos.getContent({ ...at, path });
  expectAnswer('GET', `${home}/contents/{path}`, status, data);
  return Array.isArray(data) ? data.map((one) => `${one.type} ${one.path}`) : [];
}

describe('contents', () => {
  it('list the root and the folders below it', async () => {
    expect(await folder('')).toEqual(['file README.md', 'dir src']);
    expect(await folder('src')).toEqual(['file src/cart.ts', 'dir src/pay']);
  });

  it('give the readme whatever its case', async () => {
    const { data, status } = await ada.repos.getReadme(at);
    expectAnswer('GET', `${home}/readme`, status, data);
    expect(Buffer.from(data.content, 'base64').toString()).toBe('# Shop\n');
  });

  it('keep bytes that are no text', async () => {
    const content = Buffer.from([0xff, 0xfe, 0x00, 0x80]).toString('base64');
    await ada.repos.createOrUpdateFileContents({ ...at, path: 'logo.bin', message: 'Add a logo', content });
    const { data } = await ada.repos.getContent({ ...at, path: 'logo.bin' });
    expect(data).toMatchObject({ type: 'file', size: 4, content });
  });
});

describe('git data', () => {
  it('makes a tree on a base, taking away and adding', async () => {
    const base = (await ada.git.getCommit({ ...at, commit_sha: await tip() })).data.tree.sha;
    const { data, status } = await ada.git.createTree({
      ...at,
      base_tree: base,
      tree: [
        { path: 'src/cart.ts', mode: '100644', type: 'blob', sha: null },
        { path: 'src/pay/cash.ts', mode: '100644', type: 'blob', content: 'cash\n' },
      ],
    });
    expectAnswer('POST', `${home}/git/trees`, status, data);
    const all = await ada.git.getTree({ ...at, tree_sha: data.sha, recursive: '1' });
    const files = all.data.tree.filter((one) => one.type === 'blob').map((one) => one.path);
    expect(files).toEqual(['README.md', 'src/pay/card.ts', 'src/pay/cash.ts']);
  });

  it('refuses a tree that would leave its folder', async () => {
    const tree = [{ path: '../secret', mode: '100644' as const, content: 'x' }];
    await expect(ada.git.createTree({ ...at, tree })).rejects.toMatchObject({ status: 422 });
  });

  it('makes an annotated tag and reads it back', async () => {
    const object = await tip();
    const made = await ada.git.createTag({ ...at, tag: 'v1', message: 'First', object, type: 'commit' });
    expectAnswer('POST', `${home}/git/tags`, made.status, made.data);
    await ada.git.createRef({ ...at, ref: 'refs/tags/v1', sha: made.data.sha });
    const read = await ada.git.getTag({ ...at, tag_sha: made.data.sha });
    expectAnswer('GET', `${home}/git/tags/{tag_sha}`, read.status, read.data);
    expect(read.data).toMatchObject({ tag: 'v1', message: 'First', object: { sha: object, type: 'commit' } });
  });

  it('does not let the default branch be deleted', async () => {
    await expect(ada.git.deleteRef({ ...at, ref: 'heads/main' })).rejects.toMatchObject({ status: 422 });
    expect(await tip()).toMatch(/^[0-9a-f]{40}$/);
  });
});

describe('a release', () => {
  it('makes its tag when published, and says so', async () => {
    const emitted: [string, unknown][] = [];
    simulator.world.events.onEmit((event, payload) => emitted.push([event, payload]));
    const draft = await ada.repos.createRelease({ ...at, tag_name: 'v1.0.1', name: 'Fix', draft: true });
    expectAnswer('POST', `${home}/releases`, draft.status, draft.data);
    await expect(ada.git.getRef({ ...at, ref: 'tags/v1.0.1' })).rejects.toMatchObject({ status: 404 });
    await expect(ada.repos.getLatestRelease(at)).rejects.toMatchObject({ status: 404 });

    await ada.repos.updateRelease({ ...at, release_id: draft.data.id, draft: false });
    expect((await ada.git.getRef({ ...at, ref: 'tags/v1.0.1' })).data.object.sha).toBe(await tip());
    const latest = await ada.repos.getLatestRelease(at);
    expectAnswer('GET', `${home}/releases/latest`, latest.status, latest.data);
    const listed = await ada.repos.listReleases(at);
    expectAnswer('GET', `${home}/releases`, listed.status, listed.data);
    expect(listed.data.map((one) => one.tag_name)).toEqual(['v1.0.1']);

    for (const [event, payload] of emitted) expectPayload(event, payload);
    expect(emitted.map(([event]) => event)).toEqual(['release', 'create', 'push', 'release', 'release']);
  });

  it('is one to a tag', async () => {
    await ada.repos.createRelease({ ...at, tag_name: 'v2' });
    await expect(ada.repos.createRelease({ ...at, tag_name: 'v2' })).rejects.toMatchObject({ status: 422 });
  });
});
