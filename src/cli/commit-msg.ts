// `hotfix-warden commit-msg FILE`: the git hook. It prints nothing on other branches than hotfixes.

import { buildCase } from '../core/case/build-case.ts';
import { NO_DECISIONS } from '../core/case/decisions.ts';
import { boundRules } from '../core/case/rule.ts';
import { known, notGiven } from '../core/model/facts/known.ts';
import { conclude, type Finding } from '../core/model/finding.ts';
import { parseBranchName } from '../core/model/ids.ts';
import { isHotfixBranch } from './check.ts';
import { cleanMessage, isPrepared } from './commit-message.ts';
import { findingsText, isColourful } from './findings-text.ts';
import { readInput } from './input.ts';
import { localFacts, uncommitted } from './local-facts.ts';
import { currentBranch } from './local-git.ts';
import { localPolicy } from './local-policy.ts';

const RULE = 'commit-messages';

/** Judges one message file. Resolves to the exit code: 0 lets git go on, 1 stops it. */
export async function commitMsg(path: string, config: string | null): Promise<number> {
  const message = cleanMessage(readInput(path));
  const branch = currentBranch();
  const name = branch === null ? null : parseBranchName(branch);
  if (branch === null || name === null || isPrepared(message)) return 0;
  const { policy, rules, files } = await localPolicy(config, name);
  const asked = boundRules(policy, rules);
  const rule = asked.find(({ id }) => id === RULE);
  if (rule === undefined || !isHotfixBranch(branch, policy)) return 0;
  const alone = notGiven('Only the message is checked');
  const commits = known([uncommitted(message)]);
  const hotfix = {
    branch: name,
    base: name,
    title: '',
    body: '',
    labels: [],
    commits,
    tags: alone,
    origin: alone,
    files: alone,
    patches: alone,
  };
  const facts = localFacts(hotfix, files);
  const verdicts = rule.check(buildCase(facts, policy, null, NO_DECISIONS));
  const findings = verdicts.map((verdict): Finding => ({ ...verdict, rule: RULE }));
  const conclusion = conclude(findings);
  if (conclusion !== 'failure') return 0;
  process.stderr.write(findingsText(findings, conclusion, isColourful()));
  process.stderr.write(`Your message is saved in ${path}.\n`);
  return 1;
}
