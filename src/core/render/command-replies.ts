// What the app says to commands: help, status, what was recorded, and why something was refused.
import type { Command } from '../commands/command.ts';
import type { JudgedCommand } from '../commands/judge-commands.ts';
import { durationText } from '../duration.ts';
import type { Evaluation } from '../evaluate.ts';
import type { Facts } from '../facts.ts';
import { join, type Markdown, md } from '../markdown.ts';
import type { Policy } from '../policy.ts';
import { renderCheck } from './check.ts';
import { openTasks } from './open-tasks.ts';
import { owedRows } from './owed.ts';

const HELP: readonly (readonly [command: string, what: string, who: string])[] = [
  ['/hotfix status', 'says what is left to do, and what is owed', 'everybody'],
  ['/hotfix severity P0', 'writes the severity into the description', 'the author, or with write access'],
  ['/hotfix commander @login', 'names who leads the incident', 'the author, or with write access'],
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

function help(policy: Policy): Markdown {
  const rows = HELP.map(
    ([command, what, who]) => md`| ${command} | ${{ markdown: what }} | ${{ markdown: who }} |`,
  );
  const ids = (able: readonly { readonly id: string }[]) =>
    join(
      able.map(({ id }) => md`${id}`),
      ', ',
    );
  const deferrable = policy.rules.filter(({ deferral }) => deferral?.byCommand === true);
  const acknowledgeable = policy.rules.filter(({ isAcknowledgeable }) => isAcknowledgeable);
  return md`| comment | what it does | who may |
|---|---|---|
${join(rows, '\n')}

What can be deferred: ${ids(deferrable)}. What can be accepted: ${ids(acknowledgeable)}. A command stands at the start of a line.`;
}

function status(evaluation: Evaluation, facts: Facts, policy: Policy): Markdown {
  const { recognition, obligations, commander } = evaluation;
  if (!recognition.hotfix) return md`This pull request is no hotfix. ${recognition.reason}.`;
  const { title } = renderCheck(evaluation, facts, policy);
  const open = openTasks(evaluation, policy).map(
    ({ name, findings }) => md`- **${{ markdown: name }}**: ${findings[0]?.title ?? md``}`,
  );
  const leads =
    commander === null ? md`Nobody leads the incident.` : md`The incident commander is ${commander}.`;
  const owed = obligations.length === 0 ? [] : [md`Owed after the merge:`, owedRows(obligations, policy)];
  return join(
    [md`**${{ markdown: title }}**`, ...(open.length === 0 ? [] : [join(open, '\n')]), leads, ...owed],
    '\n\n',
  );
}

/** With a full stop, unless it ends in a mark of its own. */
function sentence(text: Markdown): Markdown {
  return /[.?]$/.test(text.markdown) ? text : md`${text}.`;
}

/** Null where the reaction says it all. */
function accepted(
  judged: JudgedCommand,
  by: string,
  evaluation: Evaluation,
  facts: Facts,
  policy: Policy,
): Markdown | null {
  const command: Command | null = judged.command;
  switch (command?.kind) {
    case undefined:
    case 'severity':
    case 'commander':
    case 'recheck':
      return null;
    case 'help':
      return help(policy);
    case 'status':
      return status(evaluation, facts, policy);
    case 'defer': {
      const within = judged.rule?.deferral?.within;
      const length = within === undefined ? md`` : md`, within ${{ markdown: durationText(within) }}`;
      return md`Recorded: ${judged.rule?.id ?? ''} may wait. It is owed after the merge${length}, by the word of ${by}. Delete the comment to take that back.`;
    }
    case 'ack':
      return md`Recorded: ${by} accepts ${judged.rule?.id ?? ''} as it is, for the commits that are there now. A push asks again.`;
  }
}

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
    if (judged.refusal !== null) return [md`**Not done.** ${sentence(judged.refusal)}`];
    const said = accepted(judged, by, evaluation, facts, policy);
    if (said !== null) return [said];
    const kind = judged.command?.kind;
    return isRefused && kind !== undefined && kind !== 'recheck' ? [md`Done: ${`/hotfix ${kind}`}.`] : [];
  });
  return parts.length === 0 ? null : join(parts, '\n\n').markdown;
}
