// Every rule that prints commands, judged on arbitrary names and messages, and its commands pasted into a real bash.
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Rule } from '../../../src/core/case/rule.ts';
import type { Facts } from '../../../src/core/model/facts/facts.ts';
import { known } from '../../../src/core/model/facts/known.ts';
import type { ChangedFile, PullFacts } from '../../../src/core/model/facts/pull.ts';
import type { Paste } from '../../../src/core/model/finding.ts';
import { type BranchName, parseBranchName } from '../../../src/core/model/ids.ts';
import { rule as branchName } from '../../../src/core/rules/branch-name.ts';
import { rule as branchOrigin } from '../../../src/core/rules/branch-origin.ts';
import { rule as commitMessages } from '../../../src/core/rules/commit-messages.ts';
import { rule as emergencyCriterion } from '../../../src/core/rules/emergency-criterion.ts';
import { rule as minimalScope } from '../../../src/core/rules/minimal-scope.ts';
import { pathMatcher, pathPatterns } from '../../../src/core/scope/path-patterns.ts';
import { isPlainlyShown, oneOfList, onePath, pushedBranch } from '../../../src/core/support/shell.ts';
import {
  branchFacts,
  changed,
  changedFiles,
  commit,
  facts,
  pullFacts,
  repositoryFacts,
  sha,
} from '../../support/facts.ts';
import { caseOf, judge } from '../../support/judge.ts';
import { workflowPolicy } from '../../support/policy.ts';
import { hostileText, isShownWhole, printableText, type ShellStand } from '../support/shell-stand.ts';

const anyText = fc.oneof(hostileText, printableText);
/** Whatever GitHub could give as a branch. */
const anyBranch = anyText
  .map((text) => parseBranchName(text.replace(/[\p{Cc} ~^:?*[\\]/gu, '')))
  .filter((name) => name !== null);

const HEAD = 'a1b2c3d4'.repeat(5);

/** What the rule offers to be pasted into a shell. */
function printed(
  rule: Rule,
  given: Facts,
  { policy = workflowPolicy, settings = {} }: { policy?: typeof workflowPolicy; settings?: unknown } = {},
): readonly string[] {
  return judge(rule, caseOf(given, policy), settings)
    .map((verdict): Paste | null => ('fix' in verdict ? verdict.fix.paste : null))
    .flatMap((paste) => (paste?.language === 'bash' ? [paste.text] : []));
}

function withHead(name: BranchName): PullFacts['head'] {
  return { ...pullFacts().head, branch: name };
}

/** Each line of the words that are expected, and nothing else. */
function expectCalls(
  stand: ShellStand,
  commands: readonly string[],
  words: readonly (readonly string[])[],
  { title = '', files = [] }: { title?: string; files?: readonly string[] } = {},
): void {
  expect(commands).toHaveLength(1);
  for (const text of commands) {
    expect(isShownWhole(text)).toBe(true);
    expect(stand.paste(text, { title })).toEqual({
      calls: words.map((line) => ({ words: line, input: '' })),
      said: '',
      files,
    });
  }
}

/** Nothing is printed for what can't be seen, and for nothing else. */
function expectPrinted(commands: readonly string[], names: readonly string[]): boolean {
  const isSeen = names.every(isPlainlyShown);
  expect(commands).toHaveLength(isSeen ? 1 : 0);
  return isSeen;
}

/** What stands behind these words in the commands. */
function behind(commands: readonly string[], words: string): string {
  return commands.flatMap((text) => text.split('\n')).flatMap((line) => line.split(words)[1] ?? [])[0] ?? '';
}

function renamesArrive(stand: ShellStand, numRuns: number): void {
  fc.assert(
    fc.property(anyBranch, anyBranch, printableText, (name, base, title) => {
      fc.pre(name !== base);
      const commands = printed(branchName, facts({ change: pullFacts({ head: withHead(name), base }) }));
      if (!expectPrinted(commands, [name, base])) return;
      const better = behind(commands, 'git push -u -- origin ');
      expect(better).toMatch(/^hotfix\/[a-z0-9.-]+$/i);
      expectCalls(
        stand,
        commands,
        [
          ['git', 'fetch', 'origin'],
          ['git', 'branch', '-m', '--', name, better],
          ['git', 'push', '-u', '--', 'origin', better],
          ['gh', 'pr', 'view', '12', '--json', 'body', '--jq', '.body'],
          ['gh', 'pr', 'view', '12', '--json', 'title', '--jq', '.title'],
          [
            ...['gh', 'pr', 'create', `--base=${base}`, `--head=${better}`],
            ...['--body-file=hotfix-body.md', `--title=${title}`],
          ],
          ['gh', 'pr', 'close', '12', '--delete-branch'],
        ],
        { title, files: ['hotfix-body.md'] },
      );
    }),
    { numRuns },
  );
}

function movesArrive(stand: ShellStand, numRuns: number): void {
  const policy = { ...workflowPolicy, branches: { ...workflowPolicy.branches, develop: ['**'] } };
  fc.assert(
    fc.property(anyBranch, anyBranch, anyBranch, (name, production, develop) => {
      fc.pre(name !== develop && name !== production);
      const sharedWith = [{ branch: develop, commits: [sha('b')] }];
      const origin = known({ production, sharedWith, carriedBy: [] });
      const own = printed(branchOrigin, facts({ change: branchFacts({ branch: name, origin }) }));
      if (expectPrinted(own, [name, production, develop]))
        expectCalls(stand, own, [
          ['git', 'fetch', 'origin'],
          ['git', 'rebase', '--onto', `origin/${production}`, '--', `origin/${develop}`, name],
          ['git', 'push', '--force-with-lease', '--', 'origin', pushedBranch(name)],
        ]);
      const change = pullFacts({ head: withHead(name), origin });
      const anew = printed(branchOrigin, facts({ change }), { policy });
      if (!expectPrinted(anew, [production])) return;
      const fresh = behind(anew, 'git push -u -- origin ');
      expectCalls(stand, anew, [
        ['git', 'fetch', 'origin'],
        ['git', 'switch', '--no-track', '-c', fresh, `origin/${production}`],
        ['git', 'cherry-pick', HEAD],
        ['git', 'push', '-u', '--', 'origin', fresh],
      ]);
    }),
    { numRuns },
  );
}

function restoredPathsArrive(stand: ShellStand, numRuns: number): void {
  const settings = { unrelated: ['stray/**'], ignore: ['none'] };
  const isStray = pathMatcher(pathPatterns.parse(settings.unrelated));
  const status = fc.constantFrom<ChangedFile['status']>('added', 'modified');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyText, status), { minLength: 1, maxLength: 4 }),
      anyBranch,
      (all, base) => {
        const files = all.map(([text, kind], index) => changed(`stray/${index}${text}`, { status: kind }));
        const change = pullFacts({ files: changedFiles('fix.js', ...files), base });
        const commands = printed(minimalScope, facts({ change }), { settings });
        const shown = files
          .filter(({ path }) => isStray(path) && isPlainlyShown(path))
          .filter((file) => file.status === 'added' || isPlainlyShown(base));
        if (shown.length === 0) {
          expect(commands).toEqual([]);
          return;
        }
        expectCalls(stand, commands, [
          ['git', 'fetch', 'origin'],
          ...shown.map((file) =>
            file.status === 'added'
              ? ['git', 'rm', '-q', '--', onePath(file.path)]
              : ['git', 'checkout', '-q', `origin/${base}`, '--', onePath(file.path)],
          ),
          ['git', 'commit', '--amend', '--no-edit', '--allow-empty'],
          ['git', 'push', '--force-with-lease'],
        ]);
      },
    ),
    { numRuns },
  );
}

function labelsArrive(stand: ShellStand, numRuns: number): void {
  const { labels, branches } = workflowPolicy;
  fc.assert(
    fc.property(anyText, anyBranch, (label, develop) => {
      const policy = {
        ...workflowPolicy,
        labels: { ...labels, hotfix: label },
        branches: { ...branches, develop: ['**'] },
      };
      const change = pullFacts({ body: '**Emergency Criterion:** performance', labels: [label] });
      const repository = repositoryFacts({ branches: known([develop]) });
      const commands = printed(emergencyCriterion, facts({ change, repository }), { policy });
      if (!expectPrinted(commands, [label, develop])) return;
      const words = ['gh', 'pr', 'edit', '12', `--base=${develop}`, `--remove-label=${oneOfList(label)}`];
      expectCalls(stand, commands, [words]);
    }),
    { numRuns },
  );
}

/** The message arrives as the check shows it; one that can't be shown comes out of a file that its author writes. */
function messagesArrive(stand: ShellStand, numRuns: number): void {
  const message = fc.array(anyText, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('\n'));
  fc.assert(
    fc.property(message, message, (older, newest) => {
      const commits = [older, newest].map((text, index) =>
        commit({ sha: sha(`${index + 1}`), message: text }),
      );
      const change = pullFacts({ commits: known(commits) });
      const push = { words: ['git', 'push', '--force-with-lease'], input: '' };
      for (const text of printed(commitMessages, facts({ change }))) {
        expect(isShownWhole(text)).toBe(true);
        const end = /<<'(MESSAGE_*)'$/m.exec(text)?.[1];
        const seen = end === undefined ? '' : (text.split(`<<'${end}'\n`)[1]?.split(`\n${end}\n`)[0] ?? '');
        const short = /hotfix-message-(\w+)\.txt/.exec(text)?.[1] ?? '';
        const from = end === undefined ? `hotfix-message-${short}.txt` : '-';
        const amend = {
          words: ['git', 'commit', '--amend', '-F', from],
          input: end === undefined ? '' : `${seen}\n`,
        };
        const isOlder = text.startsWith('GIT_SEQUENCE_EDITOR=');
        const start = { words: ['git', 'rebase', '-i', '--rebase-merges', '1111111^'], input: '' };
        const go = { words: ['git', 'rebase', '--continue'], input: '' };
        const calls = isOlder ? [start, amend, go, push] : [amend, push];
        expect(stand.paste(text)).toEqual({ calls, said: '', files: [] });
      }
    }),
    { numRuns },
  );
}

/** What is printed, and the property that holds of it. */
export const PRINTED = [
  { what: 'W1: labels', holds: labelsArrive },
  { what: 'W2: renames', holds: renamesArrive },
  { what: 'W3: moves', holds: movesArrive },
  { what: 'W4: messages', holds: messagesArrive },
  { what: 'W6: paths', holds: restoredPathsArrive },
] as const;
