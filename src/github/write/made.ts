// What GitHub answers to a write, as far as it is remembered.
import { z } from 'zod';
import { parseInstant } from '../../core/model/ids.ts';
import type { Made } from '../../core/show/effects.ts';

const answer = z.object({
  id: z.number().int(),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
});

/** Null where the answer names nothing that was made. */
export function madeIn(body: unknown): Made | null {
  const parsed = answer.safeParse(body);
  if (!parsed.success) return null;
  const { id, updated_at, created_at } = parsed.data;
  return { id, at: parseInstant(updated_at ?? created_at ?? '') };
}
