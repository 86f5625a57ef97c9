// W11, W12: a bypass is justified, for one of the reasons that allow it, and authorised by somebody who may.
import { z } from 'zod';
import { BODY, openAnswer } from '../answer-verdict.ts';
import type { BypassReason } from '../bypass/bypass-reason.ts';
import type { BypassBlock } from '../bypass/read-bypass.ts';
import { durationText, momentText } from '../duration.ts';
import type { PullFacts } from '../facts.ts';
import { fix, met, notApplicable, unknown, unmet, type Verdict } from '../finding.ts';
import { after, type Login } from '../ids.ts';
import { code, type Markdown, md } from '../markdown.ts';
import { groupsText } from '../reviewers/group.ts';
import { anyOf, isInGroup, type Membership } from '../reviewers/membership.ts';
import { type Case, defineRule } from '../rule.ts';

const REASON_TEXTS: Readonly<Record<BypassReason, string>> = {
  'no-reviewer': 'No reviewer is available',
  'production-down': 'Production is completely down',
  'security-exploited': 'A security hole is being exploited',
};

const WHY_A_REASON = md`The review is there for everybody’s sake; only these leave it out`;

/** The reason that holds now; else the one that would hold later; null where none is given that the policy takes. */
function reasonOf(block: BypassBlock, hotfix: Case): BypassReason | null {
  return block.reasons.find((reason) => hotfix.policy.bypass.reasons.includes(reason)) ?? null;
}

function judgeReason(block: BypassBlock, pull: PullFacts, hotfix: Case): Verdict {
  const { bypass } = hotfix.policy;
  const at = { document: BODY, line: block.line };
  const reason = reasonOf(block, hotfix);
  if (reason === null) {
    const lines = bypass.reasons.map((one) => `**Bypass Reason:** ${REASON_TEXTS[one]}: …`).join('\n');
    return unmet(
      md`The bypass reason is none that allows it`,
      fix(md`Give one of these reasons, or wait for the review`, { language: 'markdown', text: lines }),
      { detail: WHY_A_REASON, at },
    );
  }
  const title = md`The bypass reason is: ${{ markdown: REASON_TEXTS[reason].toLowerCase() }}`;
  if (reason !== 'no-reviewer') return met(title, { at });
  const from = after(pull.readyAt, bypass.noReviewerAfter);
  if (pull.isDraft || hotfix.facts.now < from) {
    const moment = momentText(from, hotfix.facts.now);
    const limit = durationText(bypass.noReviewerAfter);
    const then = pull.isDraft
      ? md`the pull request has been ready for review for ${{ markdown: limit }}`
      : md`${{ markdown: moment }}`;
    return unmet(
      md`Want of a reviewer is no reason yet`,
      fix(md`Ask for the review; go without one only from ${then} on, or if another reason holds`),
      {
        detail: md`A pull request has to wait ${{ markdown: limit }} for a reviewer, counted from when it was ready`,
        at,
        until: pull.isDraft ? null : from,
      },
    );
  }
  return met(title, {
    detail: md`Ready for review since ${{ markdown: momentText(pull.readyAt, hotfix.facts.now) }}`,
    at,
  });
}

function mayAuthorise(login: Login, { facts, policy }: Case): Membership {
  const groups = policy.bypass.authorisedBy;
  return anyOf(
    groups.map((group) =>
      group.kind === 'code-owners' ? { kind: 'outsider' } : isInGroup(facts, login, group),
    ),
  );
}

function judgeAuthor(block: BypassBlock, hotfix: Case): Verdict {
  const at = { document: BODY, line: block.line };
  const who: Markdown = groupsText(hotfix.policy.bypass.authorisedBy);
  const why = md`Whoever skips the review answers for it, so it has to be ${who}`;
  const { authorisedBy, authorisedText } = block;
  if (authorisedBy === null) {
    return unmet(
      md`Who authorised the bypass can’t be told from ${code(authorisedText, 60)}`,
      fix(md`Write the login`, { language: 'markdown', text: '**Authorized By:** @login' }),
      { detail: why, at },
    );
  }
  const membership = mayAuthorise(authorisedBy, hotfix);
  switch (membership.kind) {
    case 'member':
      return met(md`${authorisedBy} may authorise the bypass`, { at });
    case 'outsider':
      return unmet(
        md`${authorisedBy} may not authorise a bypass`,
        fix(md`Have it authorised by ${who}, and write that login after ${'Authorized By'}`),
        { detail: why, at },
      );
    case 'unread':
      return unknown(md`What ${authorisedBy} may do is not known yet`, fix(md`Wait for the next look`), {
        at,
      });
    case 'unknown':
      return unknown(
        md`What ${authorisedBy} may do could not be read`,
        fix(md`Grant the permission, or wait for the review`),
        {
          detail: { markdown: membership.reason },
          at,
        },
      );
  }
}

export const rule = defineRule({
  id: 'bypass-block',
  title: 'A bypass is justified and authorised',
  task: 'Complete the bypass block',
  why: 'Whoever asks later why the review was left out finds the answer, and a name.',
  settings: z.strictObject({}),
  check(hotfix) {
    const { change } = hotfix.facts;
    const block = hotfix.bypass;
    if (change.kind === 'branch' || block === null) return [notApplicable(md`Nothing is bypassed`)];
    if (block.open.length > 0) return block.open.map((answer) => openAnswer(answer, block.fields, null));
    if (change.state === 'unopened') return [met(md`The bypass block is complete`)];
    return [judgeReason(block, change, hotfix), judgeAuthor(block, hotfix)];
  },
  needs({ bypass: block, policy }) {
    if (block === null || block.authorisedBy === null) return {};
    const teams = policy.bypass.authorisedBy.flatMap((group) => (group.kind === 'team' ? [group.team] : []));
    const asksPermission = policy.bypass.authorisedBy.some(({ kind }) => kind === 'permission');
    return { teams, people: asksPermission ? [block.authorisedBy] : [] };
  },
});
