// W4: each commit says what broke, why, and what it restores.
import { z } from 'zod';
import { isLasting } from '../advice/fresh-branch.ts';
import { askedOrigin } from '../advice/wrong-origin.ts';
import { type Case, defineRule } from '../case/rule.ts';
import type { Commit } from '../model/facts/pull.ts';
import { type Fix, fix, met, notApplicable, run, unknown, unmet, type Verdict } from '../model/finding.ts';
import { code, count, list, type Markdown, md } from '../model/markdown.ts';
import { areLinesPlainlyShown, hereDocument, joinShell, type ShellText, sh } from '../support/shell.ts';
import { fillTemplate } from '../template/fill.ts';
import { matchTemplate } from '../template/match.ts';
import type { Answer, Template } from '../template/template.ts';

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

/** The author's words may stand beside the placeholder, which still has to go. */
function holdsPlaceholder({ field }: Answer, text: string): boolean {
  return field.hint !== null && text.includes(`[${field.hint}]`);
}

function isOpen(answer: Answer): boolean {
  if (answer.state === 'filled') return holdsPlaceholder(answer, answer.value.text);
  if (answer.state === 'not-applicable') return false;
  return answer.field.required || answer.state === 'invalid';
}

function nameOf(commit: Commit): string {
  return commit.sha === null ? 'commit message' : `commit ${commit.sha.slice(0, 7)}`;
}

/** Characters of a message that are read: 250 hostile ones of 64 KB would keep the app busy for many seconds. */
const READ = 8_000;

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

/** @param mustStay commands would rewrite what others work on, or name commits that are replaced before */
function reword(commit: Commit, message: string, isNewest: boolean, mustStay: boolean): Fix {
  if (commit.sha === null || mustStay) {
    const when = commit.sha === null ? md`` : md` when you move the fix`;
    const todo = md`Use this message${when}, and replace each placeholder in brackets`;
    return fix(todo, { language: 'text', text: message.trimEnd() });
  }
  const short = commit.sha.slice(0, 7);
  const commands = (amend: ShellText | null) =>
    joinShell([
      // Rewording an older commit without an editor needs a rebase that stops there.
      ...(isNewest
        ? [amend]
        : [
            sh`GIT_SEQUENCE_EDITOR="sed -i.bak 's/^pick ${short}/edit ${short}/'" git rebase -i --rebase-merges ${short}^`,
            amend,
            sh`git rebase --continue`,
          ]),
      sh`git push --force-with-lease`,
    ]);
  const pasted = commands(hereDocument(sh`git commit --amend -F -`, message));
  const replace = /\[[^[\]\n]+\]/.test(message);
  if (pasted !== null)
    return run(
      replace ? md`Replace each placeholder in brackets, then run the commands` : md`Run the commands`,
      pasted,
    );
  const file = `hotfix-message-${short}.txt`;
  const why = areLinesPlainlyShown(message) ? md`it is too long to paste` : md`it has hidden characters`;
  const write = md`Write the message into the file ${file} with an editor, because ${why}`;
  return run(md`${write}. Then run the commands`, commands(sh`git commit --amend -F ${file}`));
}

interface Place {
  readonly template: Template;
  readonly isNewest: boolean;
  readonly mustStay: boolean;
}

function judge(commit: Commit, { template, isNewest, mustStay }: Place): Verdict {
  const { answers } = matchTemplate(template, commit.message.slice(0, READ));
  const open = answers.filter(isOpen);
  const subject = code(commit.message.split('\n', 1)[0] ?? '', 72);
  const [first] = open;
  if (first === undefined)
    return met(md`${subject} follows the commit template`, { at: { document: nameOf(commit), line: 1 } });
  const asked = answers.filter((answer) => answer.field.required || isOpen(answer)).length;
  const line = first.state === 'missing' ? null : (first.at?.line ?? null);
  const written = first.field.form === 'line' ? withHeader(commit.message, template) : commit.message;
  const message = fillTemplate(template, written, new Map());
  return unmet(
    md`${subject} has ${asked - open.length} of ${asked} parts of the commit template`,
    reword(commit, message, isNewest, mustStay),
    {
      detail: md`Still to write: ${list(open.map(({ field }) => (field.form === 'line' ? md`the first line` : field.label)))}`,
      at: { document: nameOf(commit), line: line ?? 1 },
    },
  );
}

/** A repository that only squashes keeps the pull request's title and none of the messages. */
function judgeTitle(title: string, template: Template): Verdict {
  const [header = ''] = template.source.split('\n');
  const [answer] = matchTemplate(template, title).answers;
  const at = { document: 'pull request title', line: null };
  if (answer === undefined || answer.state === 'filled') {
    return met(md`The title ${code(title, 72)} has the form of a commit header`, { at });
  }
  const better = withHeader(title, template);
  const paste = better === title ? null : ({ language: 'text', text: better } as const);
  const todo =
    paste === null
      ? md`Change the title`
      : md`Change the title to this, and replace each placeholder in brackets`;
  return unmet(md`The title is ${code(title, 72)} instead of ${header}`, fix(todo, paste), {
    detail: md`This repository only squashes, so the title becomes the commit message`,
    at,
  });
}

/** Newest first, as they are reworded: rewording one gives all newer commits another name. */
function judgeCommits(
  commits: readonly Commit[],
  hotfix: Case,
  template: Template,
  enough: 'every-commit' | 'one-commit',
): readonly Verdict[] {
  const { change, repository } = hotfix.facts;
  const origin = askedOrigin(hotfix);
  const mustStay = origin !== null || isLasting(change, repository, hotfix.policy);
  const foreign = new Set(origin?.foreign);
  const own = commits.filter(({ sha }) => sha === null || !foreign.has(sha));
  const written = own.filter((commit) => !isWrittenByMachine(commit)).toReversed();
  const skipped = leftAside(own.length - written.length, commits.length - own.length);
  if (written.length === 0)
    return [notApplicable(md`There are 0 commit messages to check`, { detail: skipped })];
  const verdicts = written.map((commit) =>
    judge(commit, { template, isNewest: commit === commits.at(-1), mustStay }),
  );
  const open = verdicts.filter((verdict) => verdict.status === 'unmet');
  if (open.length === 0 || (enough === 'one-commit' && open.length < verdicts.length)) {
    return [
      met(
        md`${count(verdicts.length - open.length, 'commit message follows', 'commit messages follow')} the template`,
        {
          detail: skipped,
        },
      ),
    ];
  }
  return open;
}

function leftAside(machine: number, foreign: number): Markdown | null {
  const parts = [
    ...(machine === 0 ? [] : [count(machine, 'merge, revert or bot commit')]),
    ...(foreign === 0 ? [] : [md`${count(foreign, 'commit')} of another branch`]),
  ];
  return parts.length === 0 ? null : md`Not checked: ${list(parts)}`;
}

export const rule = defineRule({
  id: 'commit-messages',
  title: 'Commit messages say what broke and why',
  task: 'Reword the commits',
  why: 'The commit message is where people look later for what broke and why.',
  stage: 'commits',
  default: {
    workflow: 'on',
    log: { 'apply-to': 'one-commit' },
    'emergency-fix': { 'apply-to': 'one-commit' },
    speckit: { 'apply-to': 'one-commit' },
  },
  settings,
  check(hotfix, { 'apply-to': enough }) {
    const { change, repository } = hotfix.facts;
    if (change.kind === 'branch') return [notApplicable(md`Commit messages are checked on the pull request`)];
    const { template } = hotfix.policy.templates.commit;
    if (repository.allowsSquashOnly) return [judgeTitle(change.title, template)];
    const { commits } = change;
    if (commits.known) return judgeCommits(commits.value, hotfix, template, enough);
    const detail = { markdown: commits.reason };
    if (commits.cause === 'not-given')
      return [notApplicable(md`Commit messages were not checked`, { detail })];
    return [unknown(md`The commits could not be read`, fix(md`Re-run this check`), { detail })];
  },
});
