// Reads the recorded shapes of deliveries under `fixtures/webhooks`.
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const FOLDER = new URL('../../fixtures/webhooks/', import.meta.url);

const delivery = z.object({ event: z.string(), payload: z.record(z.string(), z.unknown()) });
export type DeliveryFixture = z.infer<typeof delivery>;

export const FIXTURES: readonly string[] = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

export function fixture(name: string): DeliveryFixture {
  return delivery.parse(JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')));
}
