// Who may do what, git over HTTP, and webhooks: signed, recorded, redelivered.
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { Octokit } from '@octokit/rest';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { expectAnswer, expectPayload } from '../support/github-schemas.ts';
import { type Clone, newClone, remoteOf } from './clone.ts';

const at = { owner: 'acme', repo: 'shop' };
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

interface Received {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

let simulator: Simulator;
let receiver: Server;
let received: Received[];
let answerWith: number;
let app: { id: number; privateKey: string; installation: number };

async function listen(): Promise<string> {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(answerWith).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return `http://127.0.0.1:${address.port}/hook`;
}

beforeEach(async () => {
  received = [];
  answerWith = 202;
  const webhookUrl = await listen();
  simulator = await startSimulator();
  const { create } = simulator;
  for (const login of ['ada', 'eve']) create.user(login);
  create.organization('acme', { members: { grace: 'admin' } });
  await create.repository('acme/shop', { private: true, collaborators: { ada: 'write' } });
  const made = create.app({
    slug: 'reader',
    permissions: { contents: 'read', metadata: 'read', issues: 'write' },
    events: ['push', 'create', 'issues'],
    webhookUrl,
    secret: 'shh',
  });
  app = {
    id: made.app.id,
    privateKey: made.privateKey,
    installation: create.installApp(made.app, 'acme').id,
  };
});

afterEach(async () => {
  await simulator.close();
  await new Promise((resolve) => receiver.close(resolve));
});

const as = (auth?: string) =>
  new Octokit({ baseUrl: simulator.url, log: quiet, ...(auth === undefined ? {} : { auth }) });

function asApp(installationId?: number) {
  const auth = {
    appId: app.id,
    privateKey: app.privateKey,
    ...(installationId === undefined ? {} : { installationId }),
  };
  return new ProbotOctokit({
    baseUrl: simulator.url,
    auth,
    log: quiet,
    throttle: { enabled: false },
    retry: { enabled: false },
  });
}

describe('users', () => {
  it('come in by their token, and see what they may', async () => {
    const { data } = await as('tok_ada').rest.users.getAuthenticated();
    expectAnswer('GET', '/user', 200, data);
    expect(data.login).toBe('ada');
    const repository = await as('tok_ada').rest.repos.get(at);
    expectAnswer('GET', '/repos/{owner}/{repo}', 200, repository.data);
    await expect(as('tok_eve').rest.repos.get(at)).rejects.toMatchObject({ status: 404 });
    await expect(as().rest.repos.get(at)).rejects.toMatchObject({ status: 404 });
    await expect(as('tok_nobody').rest.users.getAuthenticated()).rejects.toMatchObject({
      status: 401,
      message: expect.stringContaining('Bad credentials'),
    });
  });

  it('have a permission that can be asked for', async () => {
    const { data } = await as('tok_ada').rest.repos.getCollaboratorPermissionLevel({
      ...at,
      username: 'ada',
    });
    expectAnswer('GET', '/repos/{owner}/{repo}/collaborators/{username}/permission', 200, data);
    expect(data).toMatchObject({ permission: 'write', role_name: 'write' });
  });
});

describe('an App', () => {
  it('signs in with its key and gets a token for an installation', async () => {
    const { data } = await asApp().rest.apps.getAuthenticated();
    expect(data).toMatchObject({ slug: 'reader' });
    const repositories = await asApp(app.installation).rest.apps.listReposAccessibleToInstallation();
    expect(repositories.data.repositories.map(({ full_name }) => full_name)).toEqual(['acme/shop']);
  });

  it('may do what its permissions say and no more', async () => {
    const octokit = asApp(app.installation);
    const issue = await octokit.rest.issues.create({ ...at, title: 'Broken' });
    expect(issue.data.user?.login).toBe('reader[bot]');
    await expect(octokit.rest.pulls.list(at)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
    });
    await expect(
      octokit.rest.repos.createOrUpdateFileContents({ ...at, path: 'x', message: 'x', content: '' }),
    ).rejects.toMatchObject({ status: 403 });
  });

  it('is refused with a key that is not its own', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const auth = {
      appId: app.id,
      privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    };
    const octokit = new ProbotOctokit({
      baseUrl: simulator.url,
      auth,
      log: quiet,
      retry: { enabled: false },
    });
    await expect(octokit.rest.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
  });
});

describe('git over HTTP', () => {
  let clone: Clone;

  beforeEach(async () => {
    clone = await newClone();
  });

  afterEach(() => clone.remove());

  it('clones and pushes, and says so', async () => {
    const { git, folder } = clone;
    await git('clone', '-q', remoteOf(simulator.url, 'ada'), '.');
    await git('checkout', '-q', '-b', 'topic');
    await writeFile(join(folder, 'new.txt'), 'new\n');
    await git('add', '.');
    await git('commit', '-q', '-m', 'Add a file');
    await git('push', '-q', 'origin', 'topic');
    const { stdout } = await git('rev-parse', 'HEAD');
    const { data } = await as('tok_ada').rest.repos.getBranch({ ...at, branch: 'topic' });
    expect(data.commit.sha).toBe(stdout.trim());
    await simulator.world.deliveries.settled();
    expect(received.map(({ headers }) => headers['x-github-event'])).toEqual(['create', 'push']);
    for (const { headers, body } of received)
      expectPayload(String(headers['x-github-event']), JSON.parse(body));
  });

  it('hides a private repository from a stranger', async () => {
    await expect(clone.git('clone', '-q', remoteOf(simulator.url, 'eve'), '.')).rejects.toThrow(
      /not found|403|401|Authentication/i,
    );
  });
});

describe('deliveries', () => {
  it('are signed, and complete', async () => {
    await as('tok_ada').rest.issues.create({ ...at, title: 'Broken' });
    await simulator.world.deliveries.settled();
    const [delivery] = received;
    if (delivery === undefined) throw new Error('nothing came');
    const signature = `sha256=${createHmac('sha256', 'shh').update(delivery.body).digest('hex')}`;
    expect(delivery.headers['x-hub-signature-256']).toBe(signature);
    expect(delivery.headers['x-github-delivery']).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(delivery.body)).toMatchObject({
      action: 'opened',
      installation: { id: app.installation },
      organization: { login: 'acme' },
      sender: { login: 'ada' },
      repository: { full_name: 'acme/shop' },
    });
  });

  it('that failed are listed, and sent again under the same id', async () => {
    answerWith = 500;
    await as('tok_ada').rest.issues.create({ ...at, title: 'Broken' });
    await simulator.world.deliveries.settled();
    const { data } = await asApp().rest.apps.listWebhookDeliveries();
    expectAnswer('GET', '/app/hook/deliveries', 200, data);
    expect(data.map(({ status_code, redelivery }) => ({ status_code, redelivery }))).toEqual([
      { status_code: 500, redelivery: false },
    ]);
    answerWith = 202;
    await asApp().rest.apps.redeliverWebhookDelivery({ delivery_id: data[0]?.id ?? 0 });
    await simulator.world.deliveries.settled();
    const ids = received.map(({ headers }) => headers['x-github-delivery']);
    expect(ids).toHaveLength(2);
    expect(ids[1]).toBe(ids[0]);
  });
});

describe('comparison', () => {
  it('is git’s', async () => {
    const octokit = as('tok_ada');
    await simulator.create.commit(simulator.world.repository('acme/shop'), {
      branch: 'topic',
      message: 'x',
      files: { x: 'x\n' },
      author: 'ada',
    });
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ ...at, basehead: 'main...topic' });
    expectAnswer('GET', '/repos/{owner}/{repo}/compare/{basehead}', 200, data);
    expect(data).toMatchObject({ status: 'ahead', ahead_by: 1, behind_by: 0 });
    const commits = await octokit.rest.repos.listCommits({ ...at, sha: 'topic' });
    expectAnswer('GET', '/repos/{owner}/{repo}/commits', 200, commits.data);
    const branches = await octokit.rest.repos.listBranches(at);
    expectAnswer('GET', '/repos/{owner}/{repo}/branches', 200, branches.data);
    const tree = await octokit.rest.git.getTree({ ...at, tree_sha: 'topic', recursive: '1' });
    expectAnswer('GET', '/repos/{owner}/{repo}/git/trees/{tree_sha}', 200, tree.data);
    expect(tree.data.tree.map(({ path }) => path)).toEqual(['README.md', 'x']);
  });
});
