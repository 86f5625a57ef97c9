// W12: what the check says of who wrote a bypass block, who denied it, and who has to confirm it.
import type { BypassStanding } from '../case/bypass-standing.ts';
import { BODY } from '../case/document.ts';
import type { Case } from '../case/rule.ts';
import { hours, momentText } from '../model/duration.ts';
import { headOf } from '../model/facts/facts.ts';
import {
  deferred,
  firmlyUnmet,
  fix,
  type Location,
  met,
  unknown,
  unmet,
  type Verdict,
} from '../model/finding.ts';
import { code, md } from '../model/markdown.ts';

/** After the merge, where the policy lets the confirmation come then. */
const CONFIRMED_WITHIN = hours(24);

export function blockAt({ block }: BypassStanding): Location {
  return { document: BODY, line: block.line };
}

/** Nothing where somebody with write access wrote it. */
export function writerVerdicts(bypass: BypassStanding): readonly Verdict[] {
  const { writer } = bypass;
  const again = fix(
    md`Ask somebody with write access to check the block and write it again`,
    null,
    md`They delete the block from the description, press “Add bypass block” and fill in the form. The block counts as written by whoever edited the description last.`,
  );
  const more = { at: blockAt(bypass) };
  switch (writer.kind) {
    case 'may':
      return [];
    case 'may-not':
      return [
        unmet(
          md`The bypass block does not count: ${writer.login} wrote it and has no write access`,
          again,
          more,
        ),
      ];
    case 'nobody':
      return [
        unmet(md`The bypass block does not count: GitHub names no person who wrote it`, again, {
          ...more,
          detail: md`An app edited the description last, or the account was deleted`,
        }),
      ];
    case 'unread':
      return [
        unknown(
          md`Whether ${writer.login}, who wrote the block, has write access is not known yet`,
          fix(md`Wait for the next run of the check`),
          more,
        ),
      ];
    case 'untold':
      return [
        unknown(
          md`Whether ${writer.login}, who wrote the block, has write access could not be read`,
          fix(md`Grant the permission, or wait for the review`),
          { ...more, detail: { markdown: writer.reason } },
        ),
      ];
  }
}

/** Somebody who may authorise it said no. Completing the block does not change that. */
export function denialVerdicts(bypass: BypassStanding, { facts }: Case): readonly Verdict[] {
  return bypass.denials.map(({ by, reason, at: when }) =>
    firmlyUnmet(
      md`${by} denied the bypass`,
      fix(
        md`Request a review, or talk to ${by}`,
        null,
        md`${by} can take the denial back: by a comment ${'/hotfix authorise'}, or by deleting the comment that denies it.`,
      ),
      {
        detail: md`Denied at ${{ markdown: momentText(when, facts.now) }}${reason === '' ? md`` : md`: ${code(reason, 200)}`}`,
        at: blockAt(bypass),
      },
    ),
  );
}

/** Whether the person named has confirmed it. Said only of somebody who may: otherwise another name has to be written first. */
export function confirmationVerdicts(bypass: BypassStanding, { facts, severity }: Case): readonly Verdict[] {
  const { authoriser, writer, confirmation } = bypass;
  if (authoriser.kind !== 'may' || confirmation === null) return [];
  const { login } = authoriser;
  const more = { at: blockAt(bypass) };
  if (confirmation.kind === 'confirmed') return [met(md`${login} has confirmed the bypass`, more)];
  if (bypass.denials.length > 0) return [];
  const head = headOf(facts.change).slice(0, 7);
  const ask = fix(
    md`Ask ${login} to comment ${'/hotfix authorise'}`,
    null,
    md`An approval of ${head} by ${login} confirms it too, and so does an edit of the description by ${login}. To refuse, ${login} comments ${'/hotfix deny'} and the reason.`,
  );
  const detail = confirmation.isOlder
    ? md`${login} confirmed it for older commits. Each push needs a new confirmation`
    : null;
  if (confirmation.due === 'before')
    return [unmet(md`${login} has not confirmed the bypass of ${head} yet`, ask, { ...more, detail })];
  // What waits for the merge is said where nothing else is left to do.
  if (!bypass.holds) return [];
  const namedBy = writer.kind === 'nobody' ? md`` : md` by ${writer.login}`;
  return [
    deferred(
      md`${login} was named${namedBy}, not yet confirmed`,
      {
        fix: ask,
        within: CONFIRMED_WITHIN,
        settledBy: md`a comment ${'/hotfix authorise'} by ${login}, or their approval of the merged change`,
        allowedBy: md`the policy at ${{ markdown: severity?.severity ?? 'this severity' }}`,
      },
      { ...more, detail },
    ),
  ];
}
