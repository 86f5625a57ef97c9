// W9: the reasons for a bypass as sentences and as lines to paste.
import type { BypassStanding } from '../case/bypass-standing.ts';
import { type BypassReason, REASON_TEXTS } from '../choices/bypass-reasons.ts';
import { textOf } from '../choices/offers.ts';
import { type Markdown, md } from '../model/markdown.ts';
import type { Policy, PolicyBypass } from '../policy/policy.ts';

/** Within a sentence: "production is completely down". */
export function reasonText(reason: BypassReason, { wording }: PolicyBypass): Markdown {
  const text = textOf(reason, REASON_TEXTS, wording);
  return wording[reason] === undefined ? { markdown: text.markdown.toLowerCase() } : text;
}

/** A line for each reason that the policy accepts; whoever keeps one of them has chosen it. */
export function reasonLines(label: string, { reasons, wording }: PolicyBypass): readonly string[] {
  return reasons.map((reason) => `**${label}:** ${wording[reason] ?? REASON_TEXTS[reason]}: …`);
}

/** What a block that holds says, for whoever reads later why a review was left out. */
export function bypassText(
  { reason, authoriser, confirmation }: BypassStanding,
  { bypass }: Policy,
): Markdown {
  const why = reason.kind === 'holds' ? reasonText(reason.reason, bypass) : md`no reason`;
  if (authoriser.kind !== 'may') return why;
  return confirmation?.kind === 'confirmed'
    ? md`${why}; authorised by ${authoriser.login}`
    : md`${why}; ${authoriser.login} named, not yet confirmed`;
}
