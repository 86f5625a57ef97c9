// The app's log: one JSON line an event, or readable lines for a person at a terminal.
import { pino } from 'pino';
import type { Config } from './config.ts';
import type { Log } from './reconcile/ports.ts';

/** Lines carry subjects, counts and outcomes; never payloads, bodies or secrets. That is the callers' duty and not a filter's. */
export function createLog({ logLevel, logFormat }: Pick<Config, 'logLevel' | 'logFormat'>): Log {
  const options = { level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  // The pretty printer runs in a thread of its own and is only loaded when it is asked for.
  return logFormat === 'json' ? pino(options) : pino({ ...options, transport: { target: 'pino-pretty' } });
}
