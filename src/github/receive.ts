// Hands deliveries to the app's handlers through Probot, and gives back what they woke, so that it can be stored as one.
import { AsyncLocalStorage } from 'node:async_hooks';
import { pino } from 'pino';
import type { Probot } from 'probot';
import type { Wake } from '../reconcile/ports.ts';

/** A delivery whose signature was verified. */
export interface Received {
  /** `X-GitHub-Delivery` */
  readonly id: string;
  /** `X-GitHub-Event` */
  readonly event: string;
  readonly payload: object;
}

export interface Receiver {
  /** The subjects that a delivery concerns; none for an event that is not handled. Rejects for a defect of ours. */
  receive(delivery: Received): Promise<readonly Wake[]>;
  /** Loads Probot, so that the first delivery need not wait for it. */
  load(): Promise<void>;
}

export interface ReceiverParts {
  readonly appId: number;
  readonly privateKey: string;
  /** The events that have handlers. */
  readonly events: ReadonlySet<string>;
  /** Makes the application function, whose handlers leave what they find where they are told. */
  handlers(wake: (woken: { readonly wakes: readonly Wake[] }) => Promise<void>): (app: Probot) => void;
}

type Event = Parameters<Probot['webhooks']['receive']>[0];

/** Loads nothing before the first delivery or `load`. */
export function receiver(parts: ReceiverParts): Receiver {
  /** What the handlers of the delivery that is being received have woken. Many are received side by side. */
  const woken = new AsyncLocalStorage<Wake[]>();
  let loading: Promise<Probot> | null = null;

  async function start(): Promise<Probot> {
    const { Probot } = await import('probot');
    const { appId, privateKey } = parts;
    // Probot logs a handler's error with the whole payload. It comes back to us as well, and is logged without.
    const probot = new Probot({ appId, privateKey, log: pino({ level: 'silent' }) });
    await probot.load(parts.handlers(async ({ wakes }) => void woken.getStore()?.push(...wakes)));
    return probot;
  }

  function loaded(): Promise<Probot> {
    loading ??= start();
    return loading;
  }

  return {
    async receive({ id, event, payload }) {
      if (!parts.events.has(event)) return [];
      const { webhooks } = await loaded();
      const wakes: Wake[] = [];
      // What GitHub signed has GitHub's form; where it has not, the handlers find nobody to wake.
      await woken.run(wakes, () => webhooks.receive({ id, name: event, payload } as Event));
      return wakes;
    },
    async load() {
      await loaded();
    },
  };
}
