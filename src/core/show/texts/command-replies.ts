// What the app says to commands: help, status, what was recorded, and why something was refused.

import { wordsOf } from '../../case/severity-sources.ts';
import { EMERGENCIES, REGULARS } from '../../choices/emergencies.ts';
import { choices } from '../../commands/authorisation.ts';
import type { JudgedCommand } from '../../commands/judge-command.ts';
import type { Evaluation } from '../../evaluation/evaluate.ts';
import { durationText } from '../../model/duration.ts';
import type { Facts } from '../../model/facts/facts.ts';
import type { Login } from '../../model/ids.ts';
import { join, list, type Markdown, md } from '../../model/markdown.ts';
import { type Severity, severityText } from '../../model/severity.ts';
import type { Policy } from '../../policy/policy.ts';
import { renderCheck } from './check.ts';
import { deferredRows } from './deferred.ts';
import { openTasks } from './open-tasks.ts';

type Help = readonly [command: string, what: string, who: string];

const AUTHOR = 'the author, or with write access';

const HELP: readonly Help[] = [
  ['/hotfix status', 'lists what is left to do, and what is due after the merge', 'everybody'],
  ['/hotfix severity P0', 'sets the severity: `P0`, `P1` or `P2`', AUTHOR],
  ['/hotfix commander @login', 'names who leads the incident; `me` is you', AUTHOR],
  ['/hotfix criterion data-loss', 'chooses the kind of emergency', AUTHOR],
  ['/hotfix defer RULE REASON', 'defers a rule until after the merge', 'with write access'],
  [
    '/hotfix accept RULE REASON',
    'accepts a finding as it is, for these commits',
    'with write access, and not the author',
  ],
  ['/hotfix authorise', 'confirms the bypass, for these commits', 'who may authorise a bypass'],
  ['/hotfix deny REASON', 'denies the bypass', 'who may authorise a bypass'],
  ['/hotfix recheck', 'checks everything again', 'everybody'],
  ['/hotfix help', 'shows this', 'everybody'],
];

function help({ rules }: Evaluation): Markdown {
  const rows = HELP.map(
    ([command, what, who]) => md`| ${command} | ${{ markdown: what }} | ${{ markdown: who }} |`,
  );
  return md`| comment | what it does | who may |
|---|---|---|
${join(rows, '\n')}

${choices('defer', rules)}. ${choices('accept', rules)}. Kinds of emergency: ${list(EMERGENCIES)}. Kinds for the regular way: ${list(REGULARS)}.

Write a command at the start of a line, in a comment of the pull request. Commands in the text of a review, in quotes and in code are ignored.`;
}

/** Its target stands here and not in the title: it is what the time left is measured by. */
function severityLine({ severity }: Evaluation, policy: Policy): Markdown {
  const step = severity?.severity ?? null;
  if (step === null) return md`The severity is not stated yet.`;
  const target = { markdown: durationText(policy.severities[step].target) };
  return md`The severity is ${severityText(step)}. Target: production restored within ${target}.`;
}

function status(evaluation: Evaluation, facts: Facts, policy: Policy): Markdown {
  const { recognition, obligations, commander } = evaluation;
  if (!recognition.hotfix) return md`This pull request is not a hotfix. ${recognition.reason}.`;
  const { title } = renderCheck(evaluation, facts, policy);
  const open = openTasks(evaluation).map(
    ({ name, findings }) => md`- **${{ markdown: name }}**: ${findings[0]?.title ?? md``}`,
  );
  const leads =
    commander === null ? md`The incident has no commander yet.` : md`The incident commander is ${commander}.`;
  const due = obligations.length === 0 ? [] : [md`Due after the merge:`, deferredRows(evaluation)];
  return join(
    [
      md`**${{ markdown: title }}**`,
      ...(open.length === 0 ? [] : [join(open, '\n')]),
      md`${severityLine(evaluation, policy)} ${leads}`,
      ...due,
    ],
    '\n\n',
  );
}

/** With a full stop, unless it ends in a mark of its own. */
function sentence(text: Markdown): Markdown {
  return /[.?]$/.test(text.markdown) ? text : md`${text}.`;
}

const TAKE_BACK = md`To take that back, delete the comment.`;

/** As long as the check says: the policy at this severity may give another time than the rule by itself. */
function deferral(id: string, { findings, obligations }: Evaluation): Markdown {
  const due = obligations.find(({ rule }) => rule === id);
  if (due !== undefined)
    return md`Recorded: ${id} is deferred. It is due within ${{ markdown: durationText(due.within) }} of the merge. ${TAKE_BACK}`;
  const isMet = findings.some(({ rule, status }) => rule === id && status === 'met');
  const state = isMet ? md`${id} is met` : md`${id} requires nothing here`;
  return md`Recorded, but there is nothing to defer now: ${state}. If that changes before the merge, it is deferred. ${TAKE_BACK}`;
}

/** Null where the reaction says it all: no other place says something else. */
function severity(said: Severity, { severity: stated }: Evaluation): Markdown | null {
  if (stated === null) return null;
  const { counts, others } = stated;
  if (stated.severity !== said)
    return md`Recorded, but ${counts.where} is newer and counts. Comment again if it should be ${severityText(said)}.`;
  const description = others.find((other) => other.place === 'description' && other.severity !== said);
  if (counts.place !== 'command' || description === undefined) return null;
  return md`Recorded: the severity is ${severityText(said)}. The description still says ${wordsOf(description)}. Change it there too, because the next edit of the description is newer than this comment and counts.`;
}

/** Whoever was named later leads, be it further down in the same comment. */
function leader(login: Login, { commander }: Evaluation): Markdown {
  if (commander === null || commander.toLowerCase() === login.toLowerCase())
    return md`${login} leads the incident.`;
  return md`${commander} was named after ${login} and leads the incident.`;
}

/** Only the person named confirms it; whoever else may authorise it has to be named first. */
function authorised(by: string, { bypass }: Evaluation): Markdown {
  if (bypass === null) return md`Recorded, but the description has no bypass block any more.`;
  const others = bypass.denials.filter((denial) => denial.by.toLowerCase() !== by.toLowerCase());
  if (others.length > 0)
    return md`Recorded, but the bypass is still denied by ${list(others.map((denial) => denial.by))}. Only they can take that back.`;
  const { label, login } = bypass.block.authoriser;
  if (login?.toLowerCase() !== by.toLowerCase())
    return md`Recorded, but the bypass block does not name ${by}. To authorise the bypass, write ${`@${by}`} behind ${label} in the description.`;
  return md`Recorded: ${by} authorises the bypass, for the commits that are there now. After a push it has to be authorised again. ${TAKE_BACK}`;
}

function denied(by: string, { bypass }: Evaluation): Markdown {
  const effect =
    bypass === null
      ? md`The description has no bypass block now. If one is added, it does not count.`
      : md`The bypass block does not count, and the review is required.`;
  return md`Recorded: ${by} denies the bypass. ${effect} To take that back, comment ${'/hotfix authorise'} or delete the comment.`;
}

/** Null where the reaction says it all. */
function accepted(
  { command, rule }: JudgedCommand,
  by: string,
  evaluation: Evaluation,
  facts: Facts,
  policy: Policy,
): Markdown | null {
  const id = rule?.id ?? '';
  switch (command?.kind) {
    case undefined:
    case 'criterion':
    case 'recheck':
      return null;
    case 'severity':
      return severity(command.severity, evaluation);
    case 'commander':
      return leader(command.login, evaluation);
    case 'help':
      return help(evaluation);
    case 'status':
      return status(evaluation, facts, policy);
    case 'defer':
      return deferral(id, evaluation);
    case 'authorise':
      return authorised(by, evaluation);
    case 'deny':
      return denied(by, evaluation);
    case 'accept':
      return md`Recorded: ${by} accepts ${id} as it is, for the commits that are there now. After a push it has to be accepted again.`;
  }
}

/** Of several commands each refusal says which one it is about. */
function refused({ words }: JudgedCommand, refusal: Markdown, isOne: boolean): Markdown {
  return isOne ? md`**Not done.** ${sentence(refusal)}` : md`**Not done:** ${words}. ${sentence(refusal)}`;
}

/** The reaction is the answer, and it is given once: whoever corrects a refused comment would wait for nothing. */
const NEW_COMMENT = md`To try again, write a new comment: an edited one is not read again.`;

/** The reply to one comment; null where nothing has to be said. */
export function renderReply(
  commands: readonly JudgedCommand[],
  by: string,
  evaluation: Evaluation,
  facts: Facts,
  policy: Policy,
): string | null {
  const isRefused = commands.some(({ refusal }) => refusal !== null);
  const parts = commands.flatMap((judged): readonly Markdown[] => {
    if (judged.refusal !== null) return [refused(judged, judged.refusal, commands.length === 1)];
    const said = accepted(judged, by, evaluation, facts, policy);
    if (said !== null) return [said];
    return isRefused ? [md`Done: ${judged.words}.`] : [];
  });
  if (parts.length === 0) return null;
  // Whoever asks for help twenty times gets it once.
  const different = [...new Set(parts.map(({ markdown }) => markdown))];
  if (!isRefused) return different.join('\n\n');
  return different.join('\n\n') + (commands.length === 1 ? ' ' : '\n\n') + NEW_COMMENT.markdown;
}
