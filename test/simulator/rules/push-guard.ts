/** Judges pushes by protection and rulesets, and refuses in the words of `git push` and of REST. */
import type { PushAttempt, PushRefusal, RefChange } from '../push.ts';
import type { World } from '../world.ts';
import { type AppliedRule, appliedRules } from './applied-rules.ts';
import { missingChecks } from './required-checks.ts';
import { statusCheckParameters } from './rule-parameters.ts';
import { judgeAndRecord, type Violation } from './rule-record.ts';
import { type Actor, isListed } from './who-passes.ts';

async function violates(actor: Actor, attempt: PushAttempt, change: RefChange, rule: AppliedRule) {
  const { before, after } = change;
  const { git } = attempt;
  const classic = rule.source.kind === 'protection' ? rule.source.protection : null;
  switch (rule.type) {
    case 'creation':
      if (before !== null || (classic?.restrictions && isListed(actor, classic.restrictions))) return null;
      return 'Cannot create ref due to creations being restricted.';
    case 'deletion':
      return after === null ? 'Cannot delete this protected ref.' : null;
    case 'update':
      if (before === null || after === null) return null;
      if (classic === null) return 'Cannot update this protected ref.';
      if (classic.restrictions && isListed(actor, classic.restrictions)) return null;
      return "You're not authorized to push to this branch.";
    case 'lock_branch':
      return after === null ? null : 'This branch is locked and cannot be changed.';
    case 'non_fast_forward':
      if (before === null || after === null || (await git.isAncestor(before, after))) return null;
      return 'Cannot force-push to this branch.';
    case 'pull_request':
      return before === null || after === null ? null : 'Changes must be made through a pull request.';
    case 'required_status_checks':
      if (before === null || after === null) return null;
      return missingChecks(actor.world, attempt.repo, after, statusCheckParameters(rule.parameters));
    case 'required_linear_history':
      if (before === null || after === null || !(await bringsMerges(attempt, before, after))) return null;
      return 'This branch must not contain merge commits.';
    case 'required_signatures':
      // Nothing pushed here can carry a signature that the simulator would verify.
      return after === null ? null : 'Commits must have verified signatures.';
  }
  return null;
}

async function bringsMerges({ git }: PushAttempt, before: string, after: string): Promise<boolean> {
  const { stdout } = await git.run(['rev-list', '--merges', '--max-count=1', after, `^${before}`]);
  return stdout.length > 0;
}

/** Judges one push; what is refused, let past and met is on record afterwards. Merges are judged where they are made. */
export async function pushGuard(world: World, attempt: PushAttempt): Promise<PushRefusal | null> {
  if (attempt.origin === 'merge') return null;
  const actor: Actor = { world, repo: attempt.repo, person: attempt.person, app: attempt.app };
  for (const change of attempt.changes) {
    const rules = appliedRules(world, attempt.repo, change.ref);
    const found: Violation[] = [];
    for (const rule of rules) {
      const message = await violates(actor, attempt, change, rule);
      if (message !== null) found.push({ rule, message });
    }
    const standing = judgeAndRecord(actor, { ...change, byPullRequest: false }, rules, found);
    if (standing.length > 0) return refusal(world, attempt, change, standing);
  }
  return null;
}

function refusal(
  world: World,
  { repo }: PushAttempt,
  { ref }: RefChange,
  standing: readonly Violation[],
): PushRefusal {
  const lines = [...new Set(standing.map(({ message }) => message))];
  const bullets = lines.map((line) => `- ${line}`);
  if (standing.some(({ rule }) => rule.source.kind === 'protection'))
    return {
      status: 422,
      message: `Protected branch update failed for ${ref}. ${lines.join(' ')}`,
      gitLines: [`error: GH006: Protected branch update failed for ${ref}.`, '', ...bullets],
      gitReason: 'protected branch hook declined',
    };
  const page = `${world.urls.html}/${world.fullName(repo)}/rules?ref=${encodeURIComponent(ref)}`;
  return {
    status: 422,
    message: `Repository rule violations found\n\n${lines.join('\n\n')}\n\n`,
    gitLines: [
      `error: GH013: Repository rule violations found for ${ref}.`,
      `Review all repository rules at ${page}`,
      '',
      ...bullets,
    ],
    gitReason: 'push declined due to repository rule violations',
  };
}
