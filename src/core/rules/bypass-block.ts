// W11, W12: a bypass is justified, for one of the reasons that allow it, and authorised by somebody who may.

import { z } from 'zod';
import { openAnswer } from '../advice/answer-verdict.ts';
import { type BypassReason, REASON_LABEL, REASON_TEXTS } from '../bypass/bypass-reason.ts';
import { AUTHORISED_LABEL, type BypassBlock } from '../case/bypass-block.ts';
import { BODY } from '../case/document.ts';
import type { Need } from '../case/need.ts';
import { type Case, defineRule } from '../case/rule.ts';
import { durationText, momentText } from '../model/duration.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { fix, type Location, met, notApplicable, unknown, unmet, type Verdict } from '../model/finding.ts';
import { after, type Login } from '../model/ids.ts';
import { code, list, type Markdown, md } from '../model/markdown.ts';
import { isGhostTeam } from '../reviewers/askable.ts';
import { type Group, groupsText } from '../reviewers/group.ts';
import { anyOf, isInGroup, type Membership } from '../reviewers/membership.ts';

const WHY_A_REASON = md`The review is there for everybody’s sake; only these leave it out`;

/** The reason that holds now; else the one that would hold later; null where none is given that the policy takes. */
function reasonOf(block: BypassBlock, hotfix: Case): BypassReason | null {
  return block.reasons.find((reason) => hotfix.policy.bypass.reasons.includes(reason)) ?? null;
}

/** What is pasted and left as it was justifies nothing, however well it reads. */
function leftOpen(what: NonNullable<BypassBlock['leftOpen']>, at: Location): Verdict {
  switch (what) {
    case 'several-reasons':
      return unmet(
        md`The block still offers several bypass reasons`,
        fix(md`Leave the one that holds, say behind it what has happened, and delete the others`),
        { detail: WHY_A_REASON, at },
      );
    case 'no-details':
      return unmet(
        md`The bypass reason still ends in ${'…'}`,
        fix(md`Write in place of ${'…'} what has happened`),
        { detail: md`Whoever asks later why the review was left out finds only this line`, at },
      );
  }
}

function judgeReason(block: BypassBlock, pull: PullFacts, hotfix: Case): Verdict {
  const { bypass } = hotfix.policy;
  const at = { document: BODY, line: block.line };
  if (block.leftOpen !== null) return leftOpen(block.leftOpen, at);
  const reason = reasonOf(block, hotfix);
  if (reason === null) {
    const label = labelIn(block, REASON_LABEL, 'Bypass Reason');
    const lines = bypass.reasons.map((one) => `**${label}:** ${REASON_TEXTS[one]}: …`).join('\n');
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
      ? md`once the pull request has been ready for review for ${{ markdown: limit }}`
      : md`from ${{ markdown: moment }} on`;
    return unmet(
      md`Want of a reviewer is no reason yet`,
      fix(md`Ask for the review; go without one only ${then}, or if another reason holds`),
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

const ADDRESS = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/u;

/** The block's own word for a question, so that what is pasted is read again. */
function labelIn(block: BypassBlock, label: RegExp, otherwise: string): string {
  return block.fields.find((field) => label.test(field.label))?.label ?? otherwise;
}

/** Whom the policy names and nobody is: people would look for a member of the team in vain. */
function ghostTeams({ facts, policy }: Case): readonly Group[] {
  return policy.bypass.authorisedBy.filter((one) => one.kind === 'team' && isGhostTeam(facts, one.team));
}

/** A member can't be told from an outsider by a team that is not there: the policy is to blame, not who authorised it. */
function notAllowed(block: BypassBlock, login: Login, why: Markdown, hotfix: Case): Verdict {
  const at = { document: BODY, line: block.line };
  const ghosts = ghostTeams(hotfix);
  const left = hotfix.policy.bypass.authorisedBy.filter((one) => !ghosts.includes(one));
  const title = md`${login} may not authorise a bypass`;
  const label = labelIn(block, AUTHORISED_LABEL, 'Authorized By');
  const other = md`Have it authorised by ${groupsText(left)}, and write that login after ${label}`;
  if (ghosts.length === 0) return unmet(title, fix(other), { detail: why, at });
  const names = list(ghosts.flatMap((one) => (one.kind === 'team' ? [`@${one.team}`] : [])));
  const noTeam = md`there ${{ markdown: ghosts.length === 1 ? 'is no team' : 'are no teams' }} ${names}`;
  const correct = md`correct ${'bypass: authorised-by:'} in the policy on ${hotfix.facts.files.branch}`;
  if (left.length > 0)
    return unmet(title, fix(md`${other}; and ${correct}`), {
      detail: md`The policy names others as well, but ${noTeam}`,
      at,
    });
  return unmet(md`Nobody may authorise a bypass: ${noTeam}`, fix(md`Wait for the review, and ${correct}`), {
    detail: md`The policy names nobody else, so no bypass holds until it is corrected`,
    at,
  });
}

function judgeAuthor(block: BypassBlock, hotfix: Case): Verdict {
  const at = { document: BODY, line: block.line };
  const who: Markdown = groupsText(hotfix.policy.bypass.authorisedBy);
  const why = md`Whoever skips the review answers for it, so it has to be ${who}`;
  const { authorisedBy, authorisedText } = block;
  const paste = `**${labelIn(block, AUTHORISED_LABEL, 'Authorized By')}:** @login`;
  if (authorisedBy === null) {
    const address = ADDRESS.exec(authorisedText)?.[0];
    return unmet(
      address === undefined
        ? md`Who authorised the bypass can’t be told from ${code(authorisedText, 60)}`
        : md`${code(address, 60)} is a mail address, and no GitHub login`,
      fix(address === undefined ? md`Write the login` : md`Write the GitHub login, for example ${'@grace'}`, {
        language: 'markdown',
        text: paste,
      }),
      { detail: why, at },
    );
  }
  const membership = mayAuthorise(authorisedBy, hotfix);
  switch (membership.kind) {
    case 'member':
      return met(md`${authorisedBy} may authorise the bypass`, { at });
    case 'outsider':
      return notAllowed(block, authorisedBy, why, hotfix);
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

/** A review that came after all ends the need for the block, however far it is filled in. */
function isReviewed(hotfix: Case): boolean {
  const review = hotfix.rules.find(({ id }) => id === 'review');
  // Without the block: otherwise the review would ask this rule about it in turn.
  const verdicts = review?.check({ ...hotfix, bypass: null }) ?? [];
  return verdicts.length > 0 && verdicts.every(({ status }) => status === 'met');
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
    if (isReviewed(hotfix))
      return [
        notApplicable(md`The review is there, so nothing is bypassed`, {
          detail: md`The block can be taken out of the description`,
        }),
      ];
    if (block.open.length > 0) return block.open.map((answer) => openAnswer(answer, block.fields, null));
    if (change.state === 'unopened') return [met(md`The bypass block is complete`)];
    return [judgeReason(block, change, hotfix), judgeAuthor(block, hotfix)];
  },
  needs({ bypass: block, policy }) {
    const login = block?.authorisedBy ?? null;
    if (login === null) return [];
    return policy.bypass.authorisedBy.flatMap((group): readonly Need[] => {
      if (group.kind === 'team') return [{ kind: 'team', team: group.team }];
      return group.kind === 'permission' ? [{ kind: 'permission', login }] : [];
    });
  },
});
