// A check run as GitHub's REST API takes it: completed in the one request, so that none is ever left in progress.
import type { CheckContent } from '../../core/show/effects.ts';
import { cutToBytes } from './cut-to-bytes.ts';

/** GitHub's limit for summary and text each. It says characters, and its refusals count bytes: bytes are the safe reading. */
const LONGEST_OUTPUT = 65_535;
const LONGEST_TITLE = 255;

export interface CheckRunBody {
  readonly [field: string]: unknown;
  readonly name: string;
}

/** The fields that creating and updating share; the head is given only when the run is created. */
export function checkRunBody(check: CheckContent): CheckRunBody {
  return {
    name: check.name,
    external_id: check.externalId,
    status: 'completed',
    conclusion: check.conclusion,
    output: {
      title: cutToBytes(check.title, LONGEST_TITLE),
      summary: cutToBytes(check.summary, LONGEST_OUTPUT),
      // Sent even when empty: left out, an update would keep what stood there.
      text: cutToBytes(check.text, LONGEST_OUTPUT),
    },
    actions: check.actions,
  };
}
