// W11, W12: a bypass is justified, for one of the reasons that allow it, and authorised by somebody who may.

import { z } from 'zod';
import { openAnswer } from '../advice/answer-verdict.ts';
import { reasonLines, reasonText } from '../advice/bypass-text.ts';
import type { WriterStanding } from '../case/bypass-confirmation.ts';
import type { BypassStanding } from '../case/bypass-standing.ts';
import { BODY } from '../case/document.ts';
import { isApproved } from '../case/review-standing.ts';
import { type Case, defineRule } from '../case/rule.ts';
import { durationText, hours, momentText } from '../model/duration.ts';
import { headOf } from '../model/facts/facts.ts';
import {
  deferred,
  type Fix,
  firmlyUnmet,
  fix,
  type Location,
  met,
  notApplicable,
  unknown,
  unmet,
  type Verdict,
} from '../model/finding.ts';
import type { Instant, Login } from '../model/ids.ts';
import { code, list, type Markdown, md } from '../model/markdown.ts';
import { isGhostTeam } from '../reviewers/askable.ts';
import { type Group, groupsText } from '../reviewers/group.ts';

/** After the merge, where the policy lets the confirmation come then. */
const CONFIRMED_WITHIN = hours(24);

const OR_A_REVIEW = md`Is a reviewer there after all? A review makes the block unnecessary.`;

function at({ block }: BypassStanding): Location {
  return { document: BODY, line: block.line };
}

/** One of the reasons, as a line to keep. */
function choose(beginning: Markdown, { block }: BypassStanding, { policy }: Case): Fix {
  const text = reasonLines(block.reason.label, policy.bypass).join('\n');
  return fix(
    md`${beginning}, and replace ${'…'} with what has happened`,
    { language: 'markdown', text },
    OR_A_REVIEW,
  );
}

function tooEarly(from: Instant | null, bypass: BypassStanding, { facts, policy }: Case): Verdict {
  const limit = { markdown: durationText(policy.bypass.noReviewerAfter) };
  const when =
    from === null
      ? md`${limit} after the pull request is marked ready for review`
      : md`from ${{ markdown: momentText(from, facts.now) }}`;
  return unmet(
    md`The reason “${reasonText('no-reviewer', policy.bypass)}” counts only ${when}`,
    fix(md`Request the review and wait until then, or give another reason if one holds now`),
    {
      detail: md`A pull request waits ${limit} for a reviewer, counted from when it was ready for review`,
      at: at(bypass),
      until: from,
    },
  );
}

function judgeReason(bypass: BypassStanding, hotfix: Case): Verdict {
  const { reason } = bypass;
  const more = { at: at(bypass) };
  switch (reason.kind) {
    case 'holds':
      return met(md`The bypass reason is: ${reasonText(reason.reason, hotfix.policy.bypass)}`, {
        at: at(bypass),
      });
    case 'too-early':
      return tooEarly(reason.from, bypass, hotfix);
    case 'several':
      return unmet(
        md`The block holds several bypass reasons`,
        fix(md`Keep the one that holds, write behind it what has happened, and delete the others`),
        more,
      );
    case 'unfinished':
      return unmet(
        md`The bypass reason still ends in ${'…'}`,
        fix(md`Replace ${'…'} with what has happened`),
        more,
      );
    case 'not-accepted':
      return unmet(
        md`The policy does not accept this bypass reason: ${reasonText(reason.reason, hotfix.policy.bypass)}`,
        choose(md`If another reason holds, write one of these lines`, bypass, hotfix),
        more,
      );
    case 'not-chosen':
      return reason.isWritten
        ? unmet(
            md`The bypass reason is not one of the offered reasons`,
            choose(md`Write one of these lines instead`, bypass, hotfix),
            more,
          )
        : unmet(
            md`The bypass reason is not chosen`,
            choose(md`Paste one of these lines`, bypass, hotfix),
            more,
          );
  }
}

const ADDRESS = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/u;

/** Teams of the policy that do not exist: people would look for a member in vain. */
function ghostTeams({ facts, policy }: Case): readonly Group[] {
  return policy.bypass.authorisedBy.filter((one) => one.kind === 'team' && isGhostTeam(facts, one.team));
}

/** A member can't be told from an outsider by a team that does not exist: the policy is to blame, not who authorised it. */
function notAllowed(login: Login, bypass: BypassStanding, why: Markdown, hotfix: Case): Verdict {
  const ghosts = ghostTeams(hotfix);
  const left = hotfix.policy.bypass.authorisedBy.filter((one) => !ghosts.includes(one));
  const title = md`${login} may not authorise a bypass`;
  const { label } = bypass.block.authoriser;
  const other = md`Have it authorised by ${groupsText(left)}, and write that login behind ${label}`;
  if (ghosts.length === 0) return unmet(title, fix(other), { detail: why, at: at(bypass) });
  const names = list(ghosts.flatMap((one) => (one.kind === 'team' ? [`@${one.team}`] : [])));
  const noTeam = md`${{ markdown: ghosts.length === 1 ? 'the team' : 'the teams' }} ${names} ${{ markdown: ghosts.length === 1 ? 'does' : 'do' }} not exist`;
  const correct = md`correct ${'bypass: authorised-by:'} in the policy on ${hotfix.facts.files.branch}`;
  if (left.length > 0)
    return unmet(title, fix(md`${other}; and ${correct}`), {
      detail: md`The policy names more, but ${noTeam}`,
      at: at(bypass),
    });
  return unmet(md`Nobody may authorise a bypass: ${noTeam}`, fix(md`Wait for the review, and ${correct}`), {
    detail: md`The policy names nobody else, so no bypass holds until it is corrected`,
    at: at(bypass),
  });
}

function judgeAuthoriser(bypass: BypassStanding, hotfix: Case): Verdict {
  const { authoriser, block } = bypass;
  const who: Markdown = groupsText(hotfix.policy.bypass.authorisedBy);
  const why = md`It has to be ${who}`;
  const write = fix(md`Write one GitHub login and nothing else behind ${block.authoriser.label}`, {
    language: 'markdown',
    text: `**${block.authoriser.label}:** @login`,
  });
  switch (authoriser.kind) {
    case 'may':
      return met(md`${authoriser.login} may authorise the bypass`, { at: at(bypass) });
    case 'may-not':
      return notAllowed(authoriser.login, bypass, why, hotfix);
    case 'not-named':
      return unmet(md`Nobody is named who authorised the bypass`, write, { detail: why, at: at(bypass) });
    case 'not-a-login': {
      const address = ADDRESS.exec(authoriser.text)?.[0];
      const title =
        address === undefined
          ? md`${code(authoriser.text, 60)} is not exactly one GitHub login`
          : md`${code(address, 60)} is a mail address, not a GitHub login`;
      return unmet(title, write, { detail: why, at: at(bypass) });
    }
    case 'unread':
      return unknown(
        md`What ${authoriser.login} may do is not known yet`,
        fix(md`Wait for the next run of the check`),
        { at: at(bypass) },
      );
    case 'untold':
      return unknown(
        md`What ${authoriser.login} may do could not be read`,
        fix(md`Grant the permission, or wait for the review`),
        { detail: { markdown: authoriser.reason }, at: at(bypass) },
      );
  }
}

function judgeWriter(writer: WriterStanding, bypass: BypassStanding): readonly Verdict[] {
  const again = fix(
    md`Ask somebody with write access to check the block and write it again`,
    null,
    md`They delete the block from the description, press “Add bypass block” and fill in the form. The block counts as written by whoever edited the description last.`,
  );
  const more = { at: at(bypass) };
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
function judgeDenials(bypass: BypassStanding, { facts }: Case): readonly Verdict[] {
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
        at: at(bypass),
      },
    ),
  );
}

/** Whether the person named has confirmed it. Said only of somebody who may: otherwise another name has to be written first. */
function judgeConfirmation(bypass: BypassStanding, { facts, severity }: Case): readonly Verdict[] {
  const { authoriser, writer, confirmation } = bypass;
  if (authoriser.kind !== 'may' || confirmation === null) return [];
  const { login } = authoriser;
  const more = { at: at(bypass) };
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

/** Before the pull request is open nobody's permission is known, so only what is written is judged. */
function judgeAll(bypass: BypassStanding, hotfix: Case): readonly Verdict[] {
  const { change } = hotfix.facts;
  const isUnopened = change.kind === 'pull' && change.state === 'unopened';
  const isUnread = bypass.authoriser.kind === 'unread';
  return [
    ...judgeDenials(bypass, hotfix),
    judgeReason(bypass, hotfix),
    ...bypass.block.open.map((answer) => openAnswer(answer, bypass.block.fields, null)),
    ...(isUnopened && isUnread ? [] : [judgeAuthoriser(bypass, hotfix)]),
    ...(isUnopened ? [] : judgeWriter(bypass.writer, bypass)),
    ...(isUnopened ? [] : judgeConfirmation(bypass, hotfix)),
  ];
}

export const rule = defineRule({
  id: 'bypass-block',
  title: 'A bypass is justified and authorised',
  task: 'Complete the bypass block',
  why: 'People who ask later why the review was skipped find the reason, and who authorised it.',
  stage: 'review',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings: z.strictObject({}),
  check(hotfix) {
    const { bypass } = hotfix;
    if (bypass === null) return [notApplicable(md`Nothing is bypassed`)];
    // A review that came after all ends the need for the block, however far it is filled in.
    if (isApproved(hotfix.review))
      return [
        notApplicable(md`The change is approved, so nothing is bypassed`, {
          detail: md`You can delete the bypass block from the description`,
        }),
      ];
    return judgeAll(bypass, hotfix);
  },
  needs({ bypass }) {
    return bypass?.needs ?? [];
  },
});
