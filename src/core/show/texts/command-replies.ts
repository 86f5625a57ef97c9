// What the app says to commands: help, status, what was recorded, and why something was refused.
import { choices } from '../../commands/authorisation.ts';
import type { JudgedCommand } from '../../commands/judge-command.ts';
import type { Evaluation } from '../../evaluation/evaluate.ts';
import { durationText } from '../../model/duration.ts';
import type { Facts } from '../../model/facts/facts.ts';
import type { Login } from '../../model/ids.ts';
import { join, type Markdown, md } from '../../model/markdown.ts';
import { SEVERITY_NAMES } from '../../model/severity.ts';
import type { Policy } from '../../policy/policy.ts';
import { renderCheck } from './check.ts';
import { deferredRows } from './deferred.ts';
import { openTasks } from './open-tasks.ts';

type Help = readonly [command: string, what: string, who: string];

const HELP: readonly Help[] = [
  ['/hotfix status', 'says what is left to do, and what is owed', 'everybody'],
  ['/hotfix severity P0', 'writes the severity into the description', 'the author, or with write access'],
  [
    '/hotfix commander @login',
    'names who leads the incident; `me` is you',
    'the author, or with write access',
  ],
  [
    '/hotfix defer RULE why',
    'lets something wait until after the merge; it is owed then',
    'with write access',
  ],
  [
    '/hotfix ack RULE why',
    'accepts a finding as it is, for these commits',
    'with write access, not the author',
  ],
  ['/hotfix recheck', 'looks at everything again', 'everybody'],
  ['/hotfix help', 'shows this', 'everybody'],
];

function help({ rules }: Evaluation): Markdown {
  const rows = HELP.map(
    ([command, what, who]) => md`| ${command} | ${{ markdown: what }} | ${{ markdown: who }} |`,
  );
  return md`| comment | what it does | who may |
|---|---|---|
${join(rows, '\n')}

${choices('defer', rules)}. ${choices('ack', rules)}. A command stands at the start of a line. In a review’s own text it is not read: write it in a comment of its own.`;
}

/** Its target stands here and not in the title: it is what the time left is measured by. */
function severityLine({ severity }: Evaluation, policy: Policy): Markdown {
  const step = severity?.severity ?? null;
  if (step === null) return md`The severity is not stated yet.`;
  const target = durationText(policy.severities[step].target);
  return md`Severity ${{ markdown: `${step} ${SEVERITY_NAMES[step].word}, to be mended within ${target}` }}.`;
}

function status(evaluation: Evaluation, facts: Facts, policy: Policy): Markdown {
  const { recognition, obligations, commander } = evaluation;
  if (!recognition.hotfix) return md`This pull request is no hotfix. ${recognition.reason}.`;
  const { title } = renderCheck(evaluation, facts, policy);
  const open = openTasks(evaluation).map(
    ({ name, findings }) => md`- **${{ markdown: name }}**: ${findings[0]?.title ?? md``}`,
  );
  const leads =
    commander === null ? md`Nobody leads the incident.` : md`The incident commander is ${commander}.`;
  const owed = obligations.length === 0 ? [] : [md`Owed after the merge:`, deferredRows(evaluation)];
  return join(
    [
      md`**${{ markdown: title }}**`,
      ...(open.length === 0 ? [] : [join(open, '\n')]),
      md`${severityLine(evaluation, policy)} ${leads}`,
      ...owed,
    ],
    '\n\n',
  );
}

/** With a full stop, unless it ends in a mark of its own. */
function sentence(text: Markdown): Markdown {
  return /[.?]$/.test(text.markdown) ? text : md`${text}.`;
}

/** As long as the check says: the policy at this severity may give another time than the rule by itself. */
function deferral(id: string, by: string, { findings, obligations }: Evaluation): Markdown {
  const owed = obligations.find(({ rule }) => rule === id);
  if (owed !== undefined)
    return md`Recorded: ${id} may wait. It is owed after the merge, within ${{ markdown: durationText(owed.within) }}, by the word of ${by}. Delete the comment to take that back.`;
  const isMet = findings.some(({ rule, status }) => rule === id && status === 'met');
  const state = isMet ? md`${id} is met` : md`${id} asks for nothing here`;
  return md`There is nothing to wait for: ${state}. Should that change before the merge, it may wait, by the word of ${by}. Delete the comment to take that back.`;
}

/** Whoever was named later leads, be it further down in the same comment. */
function leader(login: Login, { commander }: Evaluation): Markdown {
  if (commander === null || commander.toLowerCase() === login.toLowerCase())
    return md`${login} leads the incident.`;
  return md`${commander} was named after ${login} and leads the incident.`;
}

/** Null where the reaction says it all. */
function accepted(
  judged: JudgedCommand,
  by: string,
  evaluation: Evaluation,
  facts: Facts,
  policy: Policy,
): Markdown | null {
  const id = judged.rule?.id ?? '';
  switch (judged.command?.kind) {
    case undefined:
    case 'severity':
    case 'recheck':
      return null;
    case 'commander':
      return leader(judged.command.login, evaluation);
    case 'help':
      return help(evaluation);
    case 'status':
      return status(evaluation, facts, policy);
    case 'defer':
      return deferral(id, by, evaluation);
    case 'ack':
      return md`Recorded: ${by} accepts ${id} as it is, for the commits that are there now. A push asks again.`;
  }
}

/** Of several commands each refusal says which one it is about. */
function refused({ words }: JudgedCommand, refusal: Markdown, isOne: boolean): Markdown {
  return isOne ? md`**Not done.** ${sentence(refusal)}` : md`**Not done:** ${words}. ${sentence(refusal)}`;
}

/** The reaction is the answer, and it is given once: who mends a refused comment would wait for nothing. */
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
