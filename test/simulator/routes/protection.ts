/** Classic branch protection, rulesets, and the record of how they judged. */
import { z } from 'zod';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { appliedRules } from '../rules/applied-rules.ts';
import {
  serializeProtection,
  serializeProtectionEvent,
  serializeRuleSuite,
  serializeRuleset,
} from '../serialize/protection.ts';
import type { BranchProtection, Ruleset } from '../state/protection.ts';

const protectionBody = z.object({
  required_status_checks: z
    .object({
      strict: z.boolean().default(false),
      contexts: z.array(z.string()).default([]),
      checks: z.array(z.object({ context: z.string(), app_id: z.number().nullish() })).default([]),
    })
    .nullable(),
  enforce_admins: z.boolean().nullable(),
  required_pull_request_reviews: z
    .object({
      required_approving_review_count: z.number().min(0).max(6).default(1),
      dismiss_stale_reviews: z.boolean().default(false),
      require_code_owner_reviews: z.boolean().default(false),
      require_last_push_approval: z.boolean().default(false),
    })
    .nullable(),
  restrictions: z
    .object({ users: z.array(z.string()), teams: z.array(z.string()), apps: z.array(z.string()).default([]) })
    .nullable(),
  required_linear_history: z.boolean().default(false),
  allow_force_pushes: z.boolean().nullish(),
  allow_deletions: z.boolean().default(false),
  lock_branch: z.boolean().default(false),
});

const rulesetBody = z.object({
  name: z.string(),
  target: z.enum(['branch', 'tag', 'push']).default('branch'),
  enforcement: z.enum(['disabled', 'active', 'evaluate']),
  bypass_actors: z
    .array(
      z.object({
        actor_id: z.number().nullish(),
        actor_type: z.enum([
          'Integration',
          'OrganizationAdmin',
          'RepositoryRole',
          'Team',
          'DeployKey',
          'User',
        ]),
        bypass_mode: z.enum(['always', 'pull_request', 'exempt']).default('always'),
      }),
    )
    .default([]),
  conditions: z
    .object({
      ref_name: z.object({
        include: z.array(z.string()).default([]),
        exclude: z.array(z.string()).default([]),
      }),
    })
    .optional(),
  rules: z
    .array(z.object({ type: z.string(), parameters: z.record(z.string(), z.unknown()).optional() }))
    .default([]),
});

const admin = {
  permissions: [{ administration: 'write' }],
  user: 'admin',
  docs: '/rest/branches/branch-protection',
} as const;
const inspect = {
  permissions: [{ administration: 'read' }],
  user: 'admin',
  docs: '/rest/branches/branch-protection',
} as const;

function tell({ call, world, repo }: RepositoryCall, action: string, rule: BranchProtection): void {
  const payload = {
    rule: serializeProtectionEvent(repo, rule),
    ...(action === 'edited' ? { changes: {} } : {}),
  };
  world.events.emit({ event: 'branch_protection_rule', action, repo, sender: call.person, payload });
}

async function protectionOf({ call, repo, git }: RepositoryCall): Promise<BranchProtection> {
  const branch = call.param('branch');
  if ((await git.branch(branch)) === null) throw notFound('Branch not found');
  const rule = repo.protections.find((one) => one.pattern === branch);
  if (!rule) throw notFound('Branch not protected');
  return rule;
}

async function protect(context: RepositoryCall) {
  const { call, world, repo, git } = context;
  const pattern = call.param('branch');
  const body = call.body(protectionBody);
  if ((await git.branch(pattern)) === null) throw notFound('Branch not found');
  const known = repo.protections.find((one) => one.pattern === pattern);
  const checks = body.required_status_checks;
  const reviews = body.required_pull_request_reviews;
  const named = new Map((checks?.checks ?? []).map((check) => [check.context, check.app_id ?? null]));
  for (const name of checks?.contexts ?? []) if (!named.has(name)) named.set(name, null);
  const now = world.now();
  const rule: BranchProtection = {
    id: known?.id ?? world.ids.next(),
    pattern,
    requiredStatusChecks: checks
      ? { strict: checks.strict, checks: [...named].map(([name, appId]) => ({ context: name, appId })) }
      : null,
    requiredPullRequestReviews: reviews
      ? {
          requiredApprovingReviewCount: reviews.required_approving_review_count,
          dismissStaleReviews: reviews.dismiss_stale_reviews,
          requireCodeOwnerReviews: reviews.require_code_owner_reviews,
          requireLastPushApproval: reviews.require_last_push_approval,
          dismissalRestrictions: null,
          bypassAllowances: null,
        }
      : null,
    enforceAdmins: body.enforce_admins ?? false,
    restrictions: body.restrictions
      ? {
          userIds: body.restrictions.users.flatMap((login) => world.findUser(login)?.id ?? []),
          teamIds: [],
          appIds: [],
        }
      : null,
    requiredLinearHistory: body.required_linear_history,
    allowForcePushes: body.allow_force_pushes ?? false,
    allowDeletions: body.allow_deletions,
    blockCreations: false,
    requiredConversationResolution: false,
    requiredSignatures: false,
    lockBranch: body.lock_branch,
    allowForkSyncing: false,
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
  };
  repo.protections = [...repo.protections.filter((one) => one !== known), rule];
  tell(context, known ? 'edited' : 'created', rule);
  return ok(serializeProtection(world, repo, rule));
}

export function registerProtection(routes: Routes): void {
  routes.repo('GET', '/branches/:branch*/protection', inspect, async (context) =>
    ok(serializeProtection(context.world, context.repo, await protectionOf(context))),
  );
  routes.repo('PUT', '/branches/:branch*/protection', admin, protect);
  routes.repo('DELETE', '/branches/:branch*/protection', admin, async (context) => {
    const rule = await protectionOf(context);
    context.repo.protections = context.repo.protections.filter((one) => one !== rule);
    tell(context, 'deleted', rule);
    return noContent();
  });
  registerRulesets(routes);
}

function rulesetOf({ call, repo }: RepositoryCall): Ruleset {
  const ruleset = repo.rulesets.find(({ id }) => id === call.number('id'));
  if (!ruleset) throw notFound();
  return ruleset;
}

function readRuleset({ call, world }: RepositoryCall, known: Ruleset | null): Ruleset {
  const body = call.body(rulesetBody);
  const now = world.now();
  return {
    id: known?.id ?? world.ids.next(),
    name: body.name,
    target: body.target,
    enforcement: body.enforcement,
    include: body.conditions?.ref_name.include ?? [],
    exclude: body.conditions?.ref_name.exclude ?? [],
    repositories: known?.repositories ?? null,
    rules: body.rules.map(({ type, parameters }) => ({ type, parameters: parameters ?? null })),
    bypassActors: body.bypass_actors.map((one) => ({
      actorId: one.actor_id ?? null,
      actorType: one.actor_type,
      bypassMode: one.bypass_mode,
    })),
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
  };
}

function registerRulesets(routes: Routes): void {
  const docs = '/rest/repos/rules';
  const read = { permissions: [{ metadata: 'read' }], docs } as const;
  const write = { permissions: [{ administration: 'write' }], user: 'admin', docs } as const;
  const announce = ({ call, world, repo }: RepositoryCall, action: string, ruleset: Ruleset) =>
    world.events.emit({
      event: 'repository_ruleset',
      action,
      repo,
      sender: call.person,
      payload: { repository_ruleset: serializeRuleset(world, repo, ruleset) },
    });
  routes.repo('GET', '/rulesets', read, ({ call, world, repo }) =>
    list(call, repo.rulesets, (one) => serializeRuleset(world, repo, one)),
  );
  routes.repo('POST', '/rulesets', write, (context) => {
    const ruleset = readRuleset(context, null);
    context.repo.rulesets.push(ruleset);
    announce(context, 'created', ruleset);
    return created(serializeRuleset(context.world, context.repo, ruleset));
  });
  routes.repo('GET', '/rulesets/:id', read, (context) =>
    ok(serializeRuleset(context.world, context.repo, rulesetOf(context))),
  );
  routes.repo('PUT', '/rulesets/:id', write, (context) => {
    const known = rulesetOf(context);
    const ruleset = readRuleset(context, known);
    context.repo.rulesets[context.repo.rulesets.indexOf(known)] = ruleset;
    announce(context, 'edited', ruleset);
    return ok(serializeRuleset(context.world, context.repo, ruleset));
  });
  routes.repo('DELETE', '/rulesets/:id', write, (context) => {
    const ruleset = rulesetOf(context);
    context.repo.rulesets.splice(context.repo.rulesets.indexOf(ruleset), 1);
    announce(context, 'deleted', ruleset);
    return noContent();
  });
  routes.repo('GET', '/rules/branches/:branch*', read, (context) => {
    const { call, world, repo } = context;
    const rules = appliedRules(world, repo, `refs/heads/${call.param('branch')}`);
    const shown = rules.flatMap(({ type, parameters, source }) =>
      source.kind === 'ruleset' ? [{ type, parameters, ruleset: source.ruleset }] : [],
    );
    return list(call, shown, ({ type, parameters, ruleset }) => ({
      type,
      ...(parameters === null ? {} : { parameters: JSON.parse(JSON.stringify(parameters)) }),
      ruleset_source_type: 'Repository',
      ruleset_source: world.fullName(repo),
      ruleset_id: ruleset.id,
    }));
  });
  const suites = { permissions: [{ administration: 'read' }], user: 'write', docs } as const;
  routes.repo('GET', '/rulesets/rule-suites', suites, ({ call, world, repo }) =>
    list(call, [...repo.ruleSuites].reverse(), (one) => serializeRuleSuite(world, repo, one, false)),
  );
  routes.repo('GET', '/rulesets/rule-suites/:id', suites, ({ call, world, repo }) => {
    const suite = repo.ruleSuites.find(({ id }) => id === call.number('id'));
    if (!suite) throw notFound();
    return ok(serializeRuleSuite(world, repo, suite, true));
  });
}
