// W11, W12: a bypass is justified, for one of the reasons that allow it, and authorised by somebody who may.

import { z } from 'zod';
import { openAnswer } from '../advice/answer-verdict.ts';
import { reasonLines, reasonText } from '../advice/bypass-text.ts';
import { blockAt, confirmationVerdicts, denialVerdicts, writerVerdicts } from '../advice/confirm-bypass.ts';
import type { BypassStanding } from '../case/bypass-standing.ts';
import { isApproved } from '../case/review-standing.ts';
import { type Case, defineRule } from '../case/rule.ts';
import { durationText, momentText } from '../model/duration.ts';
import { type Fix, fix, met, notApplicable, unknown, unmet, type Verdict } from '../model/finding.ts';
import type { Instant, Login } from '../model/ids.ts';
import { code, list, type Markdown, md } from '../model/markdown.ts';
import { isGhostTeam } from '../reviewers/askable.ts';
import { type Group, groupsText } from '../reviewers/group.ts';

const OR_A_REVIEW = md`Is a reviewer there after all? A review makes the block unnecessary.`;

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
      at: blockAt(bypass),
      until: from,
    },
  );
}

function judgeReason(bypass: BypassStanding, hotfix: Case): Verdict {
  const { reason } = bypass;
  const more = { at: blockAt(bypass) };
  switch (reason.kind) {
    case 'holds':
      return met(md`The bypass reason is: ${reasonText(reason.reason, hotfix.policy.bypass)}`, {
        at: blockAt(bypass),
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
  if (ghosts.length === 0) return unmet(title, fix(other), { detail: why, at: blockAt(bypass) });
  const names = list(ghosts.flatMap((one) => (one.kind === 'team' ? [`@${one.team}`] : [])));
  const noTeam = md`${{ markdown: ghosts.length === 1 ? 'the team' : 'the teams' }} ${names} ${{ markdown: ghosts.length === 1 ? 'does' : 'do' }} not exist`;
  const correct = md`correct ${'bypass: authorised-by:'} in the policy on ${hotfix.facts.files.branch}`;
  if (left.length > 0)
    return unmet(title, fix(md`${other}; and ${correct}`), {
      detail: md`The policy names more, but ${noTeam}`,
      at: blockAt(bypass),
    });
  return unmet(md`Nobody may authorise a bypass: ${noTeam}`, fix(md`Wait for the review, and ${correct}`), {
    detail: md`The policy names nobody else, so no bypass holds until it is corrected`,
    at: blockAt(bypass),
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
      return met(md`${authoriser.login} may authorise the bypass`, { at: blockAt(bypass) });
    case 'may-not':
      return notAllowed(authoriser.login, bypass, why, hotfix);
    case 'not-named':
      return unmet(md`Nobody is named who authorised the bypass`, write, {
        detail: why,
        at: blockAt(bypass),
      });
    case 'not-a-login': {
      const address = ADDRESS.exec(authoriser.text)?.[0];
      const title =
        address === undefined
          ? md`${code(authoriser.text, 60)} is not exactly one GitHub login`
          : md`${code(address, 60)} is a mail address, not a GitHub login`;
      return unmet(title, write, { detail: why, at: blockAt(bypass) });
    }
    case 'unread':
      return unknown(
        md`What ${authoriser.login} may do is not known yet`,
        fix(md`Wait for the next run of the check`),
        { at: blockAt(bypass) },
      );
    case 'untold':
      return unknown(
        md`What ${authoriser.login} may do could not be read`,
        fix(md`Grant the permission, or wait for the review`),
        { detail: { markdown: authoriser.reason }, at: blockAt(bypass) },
      );
  }
}

/** Before the pull request is open nobody's permission is known, so only what is written is judged. */
function judgeAll(bypass: BypassStanding, hotfix: Case): readonly Verdict[] {
  const { change } = hotfix.facts;
  const isUnopened = change.kind === 'pull' && change.state === 'unopened';
  const isUnread = bypass.authoriser.kind === 'unread';
  return [
    ...denialVerdicts(bypass, hotfix),
    judgeReason(bypass, hotfix),
    ...bypass.block.open.map((answer) => openAnswer(answer, bypass.block.fields, null)),
    ...(isUnopened && isUnread ? [] : [judgeAuthoriser(bypass, hotfix)]),
    ...(isUnopened ? [] : writerVerdicts(bypass)),
    ...(isUnopened ? [] : confirmationVerdicts(bypass, hotfix)),
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
