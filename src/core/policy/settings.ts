// Shapes of values that several parts of a policy take.
import { z } from 'zod';
import { parseDuration } from '../model/duration.ts';

/** `30m`, `2h`, `3d`. Kept as text, so that two policies can be compared as they are written. */
export const durationSetting = z.string().superRefine((text, context) => {
  if (parseDuration(text) === null)
    context.addIssue({ code: 'custom', message: 'Use a duration such as `30m`, `2h` or `3d`' });
});
