/** Makes the simulated GitHub slow and unreliable on request, the same way on every run with the same seed. */
import { setTimeout as wait } from 'node:timers/promises';
import { Dice, parseShare } from '../dice.ts';
import type { Answer } from './answer.ts';

/**
 * One fault, as `--fault` takes it: `KIND[:METHOD PATH][:WHEN]`. KIND is a status (`502`), `403-secondary`,
 * `403-primary` or `429`; PATH may hold `*` for anything; WHEN is `10%`, `always` or `first` (the first request for each
 * path and, where the body names one, each head commit). Default: every request.
 */
export interface Fault {
  kind: string;
  status: number;
  method: string | null;
  path: RegExp | null;
  when: { type: 'chance'; share: number } | { type: 'always' } | { type: 'first' };
}

export class FaultSyntaxError extends Error {}

export function parseFault(spec: string): Fault {
  const parts = spec.split(':');
  const kind = parts[0] ?? '';
  const status = Number.parseInt(kind, 10);
  if (!/^[45]\d\d(-secondary|-primary)?$/.test(kind))
    throw new FaultSyntaxError(`"${kind}" is not a fault: write a status such as 502, or 403-secondary`);
  const fault: Fault = { kind, status, method: null, path: null, when: { type: 'always' } };
  for (const part of parts.slice(1)) {
    const share = parseShare(part);
    const target = /^(?:([A-Z*]+) )?(\/.*)$/.exec(part);
    if (share !== null) fault.when = { type: 'chance', share };
    else if (part === 'first' || part === 'always') fault.when = { type: part };
    else if (target) {
      fault.method = target[1] === undefined || target[1] === '*' ? null : target[1];
      const escaped = (target[2] ?? '').replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
      fault.path = new RegExp(`^${escaped}$`);
    } else throw new FaultSyntaxError(`"${part}" is neither METHOD /path nor 10%, first or always`);
  }
  return fault;
}

export class Faults {
  /** Milliseconds that every answer waits. */
  latency: number;
  #faults: Fault[];
  readonly #seen = new Set<string>();
  readonly #dice: Dice;

  constructor(options: { latency: number; faults: readonly string[]; seed: number }) {
    this.latency = options.latency;
    this.#faults = options.faults.map(parseFault);
    this.#dice = new Dice(options.seed);
  }

  /** Replaces the faults from now on. */
  set(specs: readonly string[]): void {
    this.#faults = specs.map(parseFault);
    this.#seen.clear();
  }

  /** Waits out the latency; gives the answer of a fault that strikes, else null. */
  async decide(method: string, path: string, body: string): Promise<Answer | null> {
    if (this.latency > 0) await wait(this.latency);
    for (const fault of this.#faults) {
      if (fault.method !== null && fault.method !== method) continue;
      if (fault.path !== null && !fault.path.test(path)) continue;
      if (this.#strikes(fault, path, body)) return faultAnswer(fault);
    }
    return null;
  }

  #strikes(fault: Fault, path: string, body: string): boolean {
    switch (fault.when.type) {
      case 'always':
        return true;
      case 'chance':
        return this.#dice.falls(fault.when.share);
      case 'first': {
        const head = /"head_sha"\s*:\s*"([0-9a-f]+)"/.exec(body)?.[1] ?? '';
        const key = `${fault.kind} ${path} ${head}`;
        if (this.#seen.has(key)) return false;
        this.#seen.add(key);
        return true;
      }
    }
  }
}

function faultAnswer({ kind, status }: Fault): Answer {
  if (status === 429 || kind.endsWith('-secondary'))
    return {
      status,
      body: {
        message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        documentation_url:
          'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits',
        status: String(status),
      },
      headers: { 'retry-after': '1' },
    };
  if (kind.endsWith('-primary'))
    return {
      status,
      body: { message: 'API rate limit exceeded', documentation_url: 'https://docs.github.com/rest' },
      headers: { 'x-ratelimit-remaining': '0' },
    };
  if (status >= 500)
    return {
      status,
      body: { raw: '<html><head><title>Unicorn! &middot; GitHub</title></head><body></body></html>' },
      headers: { 'content-type': 'text/html; charset=utf-8' },
    };
  return {
    status,
    body: {
      message: status === 403 ? 'Forbidden' : 'Error',
      documentation_url: 'https://docs.github.com/rest',
    },
    headers: {},
  };
}
