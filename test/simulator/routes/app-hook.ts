/** The App's webhook: its configuration, what was delivered, and delivering it again. */
import { z } from 'zod';
import { requireApp } from '../http/account-access.ts';
import { accepted, ok, pageWanted } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { GitHubError, notFound } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import type { JsonObject } from '../json.ts';
import type { App } from '../state/accounts.ts';
import type { WebhookDelivery } from '../state/webhooks.ts';
import type { World } from '../world.ts';

const configBody = z.object({
  url: z.string().optional(),
  secret: z.string().optional(),
  content_type: z.string().optional(),
  insecure_ssl: z.union([z.string(), z.number()]).optional(),
});

export function registerAppHook(routes: Routes, world: World): void {
  routes.on('GET', '/app/hook/config', { docs: docs('get-a-webhook-configuration-for-an-app') }, (call) =>
    ok(serializeConfig(requireApp(call))),
  );
  routes.on(
    'PATCH',
    '/app/hook/config',
    { docs: docs('update-a-webhook-configuration-for-an-app') },
    (call) => {
      const app = requireApp(call);
      const input = call.body(configBody);
      if (input.url !== undefined) app.webhook.url = input.url;
      if (input.secret !== undefined) app.webhook.secret = input.secret;
      return ok(serializeConfig(app));
    },
  );
  routes.on('GET', '/app/hook/deliveries', { docs: docs('list-deliveries-for-an-app-webhook') }, (call) =>
    listDeliveries(call, requireApp(call)),
  );
  const one = '/app/hook/deliveries/:delivery_id';
  routes.on('GET', one, { docs: docs('get-a-delivery-for-an-app-webhook') }, (call) =>
    ok(serializeDelivery(findDelivery(call))),
  );
  routes.on('POST', `${one}/attempts`, { docs: docs('redeliver-a-delivery-for-an-app-webhook') }, (call) => {
    world.deliveries.redeliver(findDelivery(call));
    return accepted({});
  });
}

function docs(anchor: string): string {
  return `/rest/apps/webhooks#${anchor}`;
}

function serializeConfig(app: App): JsonObject {
  return {
    content_type: 'json',
    insecure_ssl: '0',
    ...(app.webhook.secret === '' ? {} : { secret: '********' }),
    url: app.webhook.url ?? '',
  };
}

function findDelivery(call: Call): WebhookDelivery {
  const app = requireApp(call);
  const id = call.number('delivery_id');
  const found = call.world.state.deliveries.find((one) => one.id === id && one.appId === app.id);
  if (!found) throw notFound();
  return found;
}

/** Newest first; the cursor names the last delivery of the page before. */
function listDeliveries(call: Call, app: App) {
  const { world, query } = call;
  const { perPage } = pageWanted(call);
  const status = query.get('status');
  let rows = world.state.deliveries.filter((one) => one.appId === app.id).reverse();
  if (status === 'success') rows = rows.filter((one) => one.statusCode >= 200 && one.statusCode < 400);
  // GitHub's own filter leaves out what timed out or never connected.
  if (status === 'failure') rows = rows.filter((one) => one.statusCode >= 400 && one.status !== 'timed out');
  const cursor = query.get('cursor');
  if (cursor !== null) {
    const match = /^v1_(\d+)$/.exec(cursor);
    if (!match) throw new GitHubError(400, 'Invalid cursor');
    rows = rows.filter((one) => one.id < Number(match[1]));
  }
  const items = rows.slice(0, perPage);
  const last = items.at(-1);
  const headers: Record<string, string> = {};
  if (rows.length > perPage && last) {
    const next = new URLSearchParams(query);
    next.set('cursor', `v1_${last.id}`);
    headers['link'] = `<${world.urls.api}${call.path}?${next}>; rel="next"`;
  }
  return ok(items.map(serializeItem), headers);
}

function serializeItem(delivery: WebhookDelivery): JsonObject {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

function serializeDelivery(delivery: WebhookDelivery): JsonObject {
  return {
    ...serializeItem(delivery),
    url: delivery.url,
    request: delivery.request,
    response: delivery.response,
  };
}
