/** What goes wrong with webhooks by chance: deliveries that come late, twice, or not at all. */
import type { Fate, QueuedDelivery } from './deliveries.ts';
import { type Dice, parseShare } from './dice.ts';

const KINDS = { reorder: 'late', double: 'double', drop: 'drop' } as const satisfies Record<string, Fate>;

/** One fault, as `--webhook-fault` takes it: `KIND[:EVENT]:SHARE`, such as `reorder:20%` or `drop:pull_request.edited:5%`. */
export interface WebhookFault {
  fate: Fate;
  /** `check_run` or `pull_request.edited`; null: every one. */
  event: string | null;
  share: number;
}

export class WebhookFaultSyntaxError extends Error {}

export function parseWebhookFault(spec: string): WebhookFault {
  const [kind = '', ...rest] = spec.split(':');
  const fate = Object.entries(KINDS).find(([name]) => name === kind)?.[1];
  if (!fate) throw new WebhookFaultSyntaxError(`Unknown fault \`${kind}\`. Use reorder, double or drop.`);
  const last = rest.pop() ?? '';
  const share = parseShare(last);
  if (share === null) throw new WebhookFaultSyntaxError(`Unknown share \`${last}\`. Write it as 10%.`);
  const [event = null, ...more] = rest;
  if (more.length > 0 || event === '')
    throw new WebhookFaultSyntaxError(`Unknown fault \`${spec}\`. Write KIND:SHARE or KIND:EVENT:SHARE.`);
  return { fate, event, share };
}

/** Decides about deliveries by the dice, for `world.deliveries.fate`. The first fault that strikes decides. */
export function webhookFate(specs: readonly string[], dice: Dice): (delivery: QueuedDelivery) => Fate {
  const faults = specs.map(parseWebhookFault);
  return ({ event, action }) => {
    const names = [null, event, `${event}.${action}`];
    for (const fault of faults) if (names.includes(fault.event) && dice.falls(fault.share)) return fault.fate;
    return 'send';
  };
}
