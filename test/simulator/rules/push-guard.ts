/** Judges pushes by protection and rulesets, and refuses in the words of `git push` and of REST. */
import type { PushAttempt, PushRefusal, RefChange } from '../push.ts';
import type { World } from '../world.ts';
import { type AppliedRule, appliedRules } from './applied-rules.ts';
import { mayBypass } from './may-bypass.ts';

async function violates(attempt: PushAttempt, change: RefChange, rule: AppliedRule): Promise<string | null> {
  const isUpdate = change.before !== null && change.after !== null;
  switch (rule.type) {
    case 'creation':
      return change.before === null ? 'Cannot create ref due to creations being restricted.' : null;
    case 'deletion':
      return change.after === null ? 'Cannot delete this protected ref.' : null;
    case 'update':
      return change.after === null ? null : 'Cannot update this protected ref.';
    case 'non_fast_forward': {
      if (!isUpdate || change.before === null || change.after === null) return null;
      const forced = !(await attempt.git.isAncestor(change.before, change.after));
      return forced ? 'Cannot force-push to this branch.' : null;
    }
    case 'pull_request':
      return change.after === null ? null : 'Changes must be made through a pull request.';
    case 'required_status_checks':
      return isUpdate ? 'Required status checks are expected.' : null;
    default:
      return null;
  }
}

export async function pushGuard(world: World, attempt: PushAttempt): Promise<PushRefusal | null> {
  if (attempt.origin === 'merge') return null;
  for (const change of attempt.changes) {
    const lines: string[] = [];
    let classic = false;
    for (const rule of appliedRules(world, attempt.repo, change.ref)) {
      if (rule.enforcement !== 'active' || mayBypass({ world, ...attempt }, rule, false)) continue;
      const message = await violates(attempt, change, rule);
      if (message === null) continue;
      lines.push(message);
      classic ||= rule.source.kind === 'protection';
    }
    if (lines.length === 0) continue;
    const name = change.ref.replace(/^refs\/(?:heads|tags)\//, '');
    const head = classic
      ? `GH006: Protected branch update failed for ${change.ref}.`
      : `GH013: Repository rule violations found for ${change.ref}.`;
    return {
      status: 422,
      message: classic
        ? `Protected branch update failed for ${name}. ${lines.join(' ')}`
        : `Repository rule violations found\n\n${lines.join('\n\n')}`,
      gitLines: [`error: ${head}`, ...lines.map((line) => `- ${line}`)],
      gitReason: classic
        ? 'protected branch hook declined'
        : 'push declined due to repository rule violations',
    };
  }
  return null;
}
