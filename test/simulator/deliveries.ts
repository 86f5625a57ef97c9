/** Sends signed webhooks, records them, and can lose, double, hold and reorder them when a test asks for it. */
import { createHash, createHmac } from 'node:crypto';
import type { JsonObject } from './json.ts';
import type { App } from './state/accounts.ts';
import type { WebhookDelivery } from './state/webhooks.ts';
import type { World } from './world.ts';

export interface QueuedDelivery {
  app: App;
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  payload: JsonObject;
}

/** What happens to one delivery: sent once, not at all, twice, after the next one, or kept until `flush`. */
export type Fate = 'send' | 'drop' | 'double' | 'late' | 'hold';

interface Held {
  delivery: QueuedDelivery;
  guid: string;
}

/** GitHub gives a receiver ten seconds. */
const TIMEOUT_MS = 10_000;
/** A late delivery waits no longer than this for one that it could come after. */
const LATEST_MS = 1_000;
/** The redelivery endpoints reach back over at most this many. */
const KEPT = 20_000;

export class Deliveries {
  /** Decides about each new delivery, in order; replace it to make the network bad. */
  fate: (delivery: QueuedDelivery) => Fate = () => 'send';
  readonly #world: World;
  readonly #flying = new Set<Promise<void>>();
  #held: Held[] = [];
  #late: Held[] = [];
  #holding = false;
  #count = 0;

  constructor(world: World) {
    this.#world = world;
  }

  queue(delivery: QueuedDelivery): void {
    this.#count += 1;
    const guid = guidOf(delivery, this.#count);
    const fate = this.#holding ? 'hold' : this.fate(delivery);
    switch (fate) {
      case 'send':
        this.#launch(delivery, guid, false);
        return;
      case 'double':
        this.#launch(delivery, guid, false);
        this.#launch(delivery, guid, false);
        return;
      case 'late':
        this.#late.push({ delivery, guid });
        setTimeout(() => this.#launchLate(this.#takeLate()), LATEST_MS).unref();
        return;
      case 'hold':
        this.#held.push({ delivery, guid });
        return;
      case 'drop':
        // GitHub keeps a record of what never arrived: that is what recovery works from.
        this.#record(delivery, guid, false, {
          statusCode: 0,
          status: 'failed to connect to host',
          headers: {},
          body: '',
        });
        return;
    }
  }

  /** From now on deliveries wait for `flush`. */
  hold(): void {
    this.#holding = true;
  }

  /** The events that wait, oldest first: to choose an order by. */
  held(): readonly QueuedDelivery[] {
    return this.#held.map((one) => one.delivery);
  }

  /**
   * Sends what waits, one after the other, and stops holding. `order` puts them in another order (and may leave some
   * out or repeat some).
   */
  async flush(order: (held: readonly Held[]) => readonly Held[] = (held) => held): Promise<void> {
    this.#holding = false;
    const waiting = this.#held;
    this.#held = [];
    for (const { delivery, guid } of order(waiting)) await this.#send(delivery, guid, false);
  }

  /** Resolves when everything that was sent has been answered, including what the answers set off; what is late comes last. */
  async settled(): Promise<void> {
    while (this.#flying.size > 0 || this.#late.length > 0) {
      await Promise.all(this.#flying);
      this.#launchLate(this.#takeLate());
    }
  }

  /** Sends a recorded delivery once more, under the same GUID. */
  redeliver(old: WebhookDelivery): void {
    const app = this.#world.state.apps.get(old.appId);
    if (!app) return;
    const { event, action, installationId, repositoryId } = old;
    this.#launch(
      { app, event, action, installationId, repositoryId, payload: old.request.payload },
      old.guid,
      true,
    );
  }

  #takeLate(): Held[] {
    const late = this.#late;
    this.#late = [];
    return late;
  }

  #launchLate(late: readonly Held[]): void {
    for (const { delivery, guid } of late) this.#launch(delivery, guid, false);
  }

  #launch(delivery: QueuedDelivery, guid: string, redelivery: boolean): void {
    const overtaken = this.#takeLate();
    const flight = this.#send(delivery, guid, redelivery).finally(() => {
      this.#flying.delete(flight);
      this.#launchLate(overtaken);
    });
    this.#flying.add(flight);
  }

  async #send(delivery: QueuedDelivery, guid: string, redelivery: boolean): Promise<void> {
    const { url, active } = delivery.app.webhook;
    if (url === null || !active) return;
    const body = JSON.stringify(delivery.payload);
    const headers = { ...requestHeaders(delivery, guid), ...signatures(delivery.app.webhook.secret, body) };
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      this.#record(delivery, guid, redelivery, {
        statusCode: answer.status,
        status: answer.ok ? 'OK' : `Invalid HTTP Response: ${answer.status}`,
        headers: Object.fromEntries(answer.headers),
        body: await answer.text(),
      });
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      this.#record(delivery, guid, redelivery, {
        statusCode: timedOut ? 504 : 0,
        status: timedOut ? 'timed out' : 'failed to connect to host',
        headers: {},
        body: '',
      });
    }
  }

  #record(
    delivery: QueuedDelivery,
    guid: string,
    redelivery: boolean,
    answer: { statusCode: number; status: string; headers: Record<string, string>; body: string },
  ): void {
    const { deliveries } = this.#world.state;
    deliveries.push({
      id: this.#world.ids.next(),
      appId: delivery.app.id,
      guid,
      event: delivery.event,
      action: delivery.action,
      installationId: delivery.installationId,
      repositoryId: delivery.repositoryId,
      redelivery,
      deliveredAt: this.#world.now(),
      duration: 0.01,
      status: answer.status,
      statusCode: answer.statusCode,
      url: delivery.app.webhook.url ?? '',
      request: { headers: requestHeaders(delivery, guid), payload: delivery.payload },
      response: { headers: answer.headers, payload: answer.body },
    });
    if (deliveries.length > KEPT) deliveries.shift();
  }
}

function requestHeaders(delivery: QueuedDelivery, guid: string): Record<string, string> {
  return {
    Accept: '*/*',
    'Content-Type': 'application/json',
    'User-Agent': 'GitHub-Hookshot/51a1f3d',
    'X-GitHub-Delivery': guid,
    'X-GitHub-Event': delivery.event,
    'X-GitHub-Hook-ID': String(delivery.app.webhook.id),
    'X-GitHub-Hook-Installation-Target-ID': String(delivery.app.id),
    'X-GitHub-Hook-Installation-Target-Type': 'integration',
  };
}

/** Both signatures GitHub sends; none without a secret. */
export function signatures(secret: string, body: string): Record<string, string> {
  if (secret === '') return {};
  const sign = (algorithm: string) => createHmac(algorithm, secret).update(body).digest('hex');
  return { 'X-Hub-Signature': `sha1=${sign('sha1')}`, 'X-Hub-Signature-256': `sha256=${sign('sha256')}` };
}

/** A GUID that a second run of the same scenario gives again. */
function guidOf(delivery: QueuedDelivery, count: number): string {
  const hex = createHash('sha256').update(`${delivery.app.id}/${delivery.event}/${count}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
