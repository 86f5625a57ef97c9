/** What GitHub does not have: its clock, moved from outside. Served only where the simulator was started with `--control`. */
import { z } from 'zod';
import { type MovableClock, timestamp } from '../clock.ts';
import { ok } from '../http/answer.ts';
import type { Routes } from '../http/routes.ts';

const moveBody = z.union([
  z.strictObject({ advance: z.number() }),
  z.strictObject({ set: z.iso.datetime({ offset: true }) }),
]);

export function registerControl(routes: Routes, clock: MovableClock): void {
  const show = () => ok({ now: timestamp(clock.now()) });
  routes.on('GET', '/_sim/clock', {}, show);
  routes.on('POST', '/_sim/clock', {}, (call) => {
    const move = call.body(moveBody);
    if ('set' in move) clock.set(move.set);
    else clock.advance(move.advance / 1000);
    return show();
  });
}
