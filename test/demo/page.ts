// The demo's page on loopback: edit the hotfix on the left, see its check on the right as GitHub would show it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { renderMarkdown } from './github-markdown.ts';
import type { ShownPull } from './github-view.ts';

/** What the page can do to the story. Each resolves when GitHub shows the outcome, and throws a sentence for the reader. */
export interface PageActions {
  show(): Promise<ShownPull>;
  editBody(title: string, body: string): Promise<void>;
  pushCommit(message: string): Promise<void>;
  moveToBranch(branch: string): Promise<void>;
}

const STYLES = createRequire(import.meta.url).resolve('github-markdown-css/github-markdown.css');
const PAGE = new URL('page.html', import.meta.url);
const SCRIPT = new URL('page-script.js', import.meta.url);

const edit = z.object({ title: z.string().min(1), body: z.string() });
const commit = z.object({ message: z.string().min(1) });
const move = z.object({ branch: z.string().min(1) });

function view(pull: ShownPull) {
  return {
    ...pull,
    checks: pull.checks.map((check) => ({
      ...check,
      summary: renderMarkdown(check.summary),
      text: renderMarkdown(check.text),
    })),
    comments: pull.comments.map((comment) => ({ ...comment, body: renderMarkdown(comment.body) })),
    rendered: renderMarkdown(pull.body),
  };
}

/** Starts the page. `address` is where to open it. */
export async function startPage(
  actions: PageActions,
  port: number,
): Promise<{ readonly address: string; close(): Promise<void> }> {
  const app = new Hono();
  app.get('/', (context) => context.html(readFileSync(PAGE, 'utf8')));
  app.get('/page-script.js', (context) =>
    context.body(readFileSync(SCRIPT, 'utf8'), 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/github-markdown.css', (context) =>
    context.body(readFileSync(STYLES, 'utf8'), 200, { 'content-type': 'text/css' }),
  );
  app.get('/pull', async (context) => context.json(view(await actions.show())));
  app.post('/edit', async (context) => {
    const input = edit.parse(await context.req.json());
    await actions.editBody(input.title, input.body);
    return context.json(view(await actions.show()));
  });
  app.post('/commit', async (context) => {
    await actions.pushCommit(commit.parse(await context.req.json()).message);
    return context.json(view(await actions.show()));
  });
  app.post('/move', async (context) => {
    await actions.moveToBranch(move.parse(await context.req.json()).branch);
    return context.json(view(await actions.show()));
  });
  app.onError((error, context) => context.json({ message: error.message }, 400));

  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(started));
    started.on('error', reject);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    address: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
