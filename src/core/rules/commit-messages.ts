// W4: each commit says what broke, why, and what it restores.
import { z } from 'zod';
import { type Case, defineRule } from '../case/rule.ts';
import type { Commit } from '../model/facts/pull.ts';
import { type Fix, fix, met, notApplicable, unknown, unmet, type Verdict } from '../model/finding.ts';
import { code, count, list, md } from '../model/markdown.ts';
import { fillTemplate } from '../template/fill.ts';
import { matchTemplate } from '../template/match.ts';
import type { Answer, Template } from '../template/template.ts';

const WHY = md`Years later the commit is what ${'git blame'} shows, and the reason has to be in it`;

const settings = z.strictObject({
  'apply-to': z
    .enum(['every-commit', 'one-commit'])
    .default('every-commit')
    .describe('`one-commit`: it is enough that one commit of the pull request follows the template.'),
});

/** Messages that git or a bot wrote: nobody can be asked to word them differently. */
function isWrittenByMachine(commit: Commit): boolean {
  return (
    commit.parents > 1 ||
    commit.author?.kind === 'bot' ||
    /^Revert ".*"\n+This reverts commit [0-9a-f]{7,}/s.test(commit.message)
  );
}

function isOpen(answer: Answer): boolean {
  if (answer.state === 'filled') return false;
  if (answer.state === 'not-applicable') return false;
  return answer.field.required || answer.state === 'invalid';
}

function nameOf(commit: Commit): string {
  return commit.sha === null ? 'commit message' : `commit ${commit.sha.slice(0, 7)}`;
}

/** Characters of a message that are read: 250 hostile ones of 64 KB would keep the app busy for many seconds. */
const READ = 8_000;

/** A here-document whose end cannot be met in the message, so that no line of it is read as a command. */
function amend(message: string): string {
  let end = 'MESSAGE';
  while (message.split('\n').includes(end)) end += '_';
  return `git commit --amend -F - <<'${end}'\n${message.trimEnd()}\n${end}`;
}

/**
 * The author's subject in the form of the template's first line: `fix(cart): round once` under `hotfix([scope]): […]` becomes
 * `hotfix(cart): round once`. As it is where the template's first line does not end in a blank.
 */
function withHeader(message: string, template: Template): string {
  const [subject = '', ...rest] = message.split('\n');
  const [wanted = ''] = template.source.split('\n');
  const [, scope, words = subject] = /^\w+(?:\(([^()]*)\))?!?:\s*(.+)$/.exec(subject) ?? [];
  if (!/\[[^[\]]*\]$/.test(wanted) || words.trim() === '') return message;
  const header = wanted.replace(/\[[^[\]]*\]$/, () => words);
  return [scope === undefined ? header : header.replace('[scope]', () => scope), ...rest].join('\n');
}

function mend(commit: Commit, isNewest: boolean, template: Template, isHeaderOpen: boolean): Fix {
  const written = isHeaderOpen ? withHeader(commit.message, template) : commit.message;
  const message = fillTemplate(template, written, new Map());
  if (commit.sha === null)
    return fix(md`Write the message like this`, { language: 'text', text: message.trimEnd() });
  const push = 'git push --force-with-lease';
  if (isNewest)
    return fix(md`Put your words for the brackets and amend the commit`, {
      language: 'bash',
      text: `${amend(message)}\n${push}`,
    });
  const short = commit.sha.slice(0, 7);
  // Rewording an older commit without an editor needs a rebase that stops there.
  const steps = [
    `GIT_SEQUENCE_EDITOR="sed -i.bak 's/^pick ${short}/edit ${short}/'" git rebase -i --rebase-merges ${short}^`,
    amend(message),
    'git rebase --continue',
    push,
  ];
  return fix(md`Put your words for the brackets and reword the commit`, {
    language: 'bash',
    text: steps.join('\n'),
  });
}

function judge(commit: Commit, isNewest: boolean, template: Template): Verdict {
  const open = matchTemplate(template, commit.message.slice(0, READ)).answers.filter(isOpen);
  const subject = code(commit.message.split('\n', 1)[0] ?? '', 72);
  const first = open[0];
  if (first === undefined)
    return met(md`${subject} follows the commit template`, { at: { document: nameOf(commit), line: 1 } });
  const missing = list(open.map((answer) => answer.field.label));
  const line = first.state === 'missing' ? null : (first.at?.line ?? null);
  return unmet(
    md`${subject} does not say: ${missing}`,
    mend(commit, isNewest, template, first.field.label === 'Header'),
    {
      detail: WHY,
      at: { document: nameOf(commit), line: line ?? 1 },
    },
  );
}

/** A repository that only squashes keeps the pull request's title and none of the messages. */
function judgeTitle(title: string, template: Template): Verdict {
  const header = template.fields[0];
  const answer = matchTemplate(template, title).answers[0];
  const at = { document: 'pull request title', line: null };
  if (header === undefined || answer === undefined || answer.state === 'filled') {
    return met(md`The title ${code(title, 72)} can be the squashed commit’s header`, { at });
  }
  return unmet(
    md`The title ${code(title, 72)} cannot be the squashed commit’s header`,
    fix(md`Write it like ${header.hint ?? header.label}`),
    {
      detail: md`This repository only squashes, so the title becomes the commit message`,
      at,
    },
  );
}

function judgeCommits(
  commits: readonly Commit[],
  template: Template,
  enough: 'every-commit' | 'one-commit',
): readonly Verdict[] {
  const written = commits.filter((commit) => !isWrittenByMachine(commit));
  const left = commits.length - written.length;
  const skipped = left === 0 ? null : md`${count(left, 'merge, revert or bot commit')} left aside`;
  if (written.length === 0)
    return [notApplicable(md`There is no commit message to judge`, { detail: skipped })];
  const verdicts = written.map((commit) => judge(commit, commit === commits.at(-1), template));
  const open = verdicts.filter((verdict) => verdict.status === 'unmet');
  if (open.length === 0 || (enough === 'one-commit' && open.length < verdicts.length)) {
    return [
      met(md`${count(verdicts.length - open.length, 'commit message')} as the template asks`, {
        detail: skipped,
      }),
    ];
  }
  return open;
}

export const rule = defineRule({
  id: 'commit-messages',
  title: 'Commit messages say what broke and why',
  task: 'Reword the commits',
  why: 'Years later the commit is what blame shows, and the reason has to be in it.',
  stage: 'commits',
  default: {
    workflow: 'on',
    log: { 'apply-to': 'one-commit' },
    'emergency-fix': { 'apply-to': 'one-commit' },
    speckit: { 'apply-to': 'one-commit' },
  },
  settings,
  check({ facts, policy }: Case, { 'apply-to': enough }) {
    const { change, repository } = facts;
    if (change.kind === 'branch')
      return [notApplicable(md`Commit messages are judged once there is a pull request`)];
    const { template } = policy.templates.commit;
    if (repository.allowsSquashOnly) return [judgeTitle(change.title, template)];
    const { commits } = change;
    if (commits.known) return judgeCommits(commits.value, template, enough);
    const detail = { markdown: commits.reason };
    if (commits.cause === 'not-given')
      return [notApplicable(md`Commit messages were not looked at`, { detail })];
    return [unknown(md`The commits could not be read`, fix(md`Re-run this check`), { detail })];
  },
});
