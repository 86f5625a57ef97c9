// `hotfix-warden commit-msg FILE`: the git hook. Silent on every branch but hotfixes.

import { type Facts, known, notGiven } from '../core/facts.ts';
import { conclude, type Finding } from '../core/finding.ts';
import { instant, parseBranchName, parsePullNumber, parseRepositoryId, parseSha } from '../core/ids.ts';
import { isHotfixBranch } from './check.ts';
import { cleanMessage, isPrepared } from './commit-message.ts';
import { findingsText, isColourful } from './findings-text.ts';
import { readInput, UsageError } from './input.ts';
import { currentBranch } from './local-git.ts';
import { localPolicy } from './local-policy.ts';

const RULE = 'commit-messages';

function factsOf(branch: string, message: string, files: Facts['files']): Facts {
  const name = parseBranchName(branch);
  const id = parseRepositoryId('local/repository');
  const sha = parseSha('0'.repeat(40));
  const number = parsePullNumber(1);
  if (name === null || id === null || sha === null || number === null)
    throw new UsageError(`${branch} is no branch.`);
  return {
    now: instant(0),
    repository: {
      id,
      webUrl: 'https://github.com',
      defaultBranch: name,
      tags: notGiven('A message is judged alone'),
      branches: notGiven('A message is judged alone'),
      allowsSquashOnly: false,
    },
    change: {
      kind: 'pull',
      number,
      title: '',
      body: '',
      state: 'unopened',
      isDraft: false,
      author: null,
      base: name,
      head: { branch: name, sha, repository: id, isFork: false },
      labels: [],
      openedAt: instant(0),
      commits: known([{ sha: null, message, parents: 1, author: null }]),
      origin: notGiven('A message is judged alone'),
    },
    files,
  };
}

/** Judges one message file. Resolves to the exit code: 0 lets git go on, 1 stops it. */
export async function commitMsg(path: string, config: string | null): Promise<number> {
  const message = cleanMessage(readInput(path));
  const branch = currentBranch();
  const name = branch === null ? null : parseBranchName(branch);
  if (branch === null || name === null || isPrepared(message)) return 0;
  const { policy, files } = await localPolicy(config, name);
  const rule = policy.rules.find(({ id }) => id === RULE);
  if (rule === undefined || !isHotfixBranch(branch, policy)) return 0;
  const verdicts = rule.check({ facts: factsOf(branch, message, files), policy, document: null });
  const findings = verdicts.map((verdict): Finding => ({ ...verdict, rule: RULE }));
  const conclusion = conclude(findings);
  if (conclusion !== 'failure') return 0;
  process.stderr.write(findingsText(findings, conclusion, isColourful()));
  process.stderr.write(`Your message is kept in ${path}.\n`);
  return 1;
}
