/** Branches, tags and refs. */
import type { Ref } from '../git/repository.ts';
import { nodeId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { protectionFor } from '../protection-match.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

/** `short-branch`, as the list shows it. */
export function serializeShortBranch(world: World, repo: Repository, name: string, oid: string): JsonObject {
  return {
    name,
    commit: { sha: oid, url: `${world.urls.api}/repos/${world.fullName(repo)}/commits/${oid}` },
    ...protectionSummary(world, repo, name),
  };
}

/** `branch-with-protection`; `commit` is the serialised tip. */
export function serializeBranch(
  world: World,
  repo: Repository,
  name: string,
  commit: JsonObject,
): JsonObject {
  const url = `${world.urls.api}/repos/${world.fullName(repo)}/branches/${encodeURIComponent(name)}`;
  return {
    name,
    commit,
    _links: { self: url, html: `${world.urls.html}/${world.fullName(repo)}/tree/${name}` },
    ...protectionSummary(world, repo, name),
  };
}

/** What anyone who may read the branch learns about its protection. */
function protectionSummary(world: World, repo: Repository, name: string): JsonObject {
  const rule = protectionFor(repo, name);
  const checks = rule?.requiredStatusChecks ?? null;
  return {
    protected: rule !== null,
    protection: {
      enabled: rule !== null,
      required_status_checks: {
        enforcement_level: checks === null ? 'off' : rule?.enforceAdmins ? 'everyone' : 'non_admins',
        contexts: (checks?.checks ?? []).map((check) => check.context),
        checks: (checks?.checks ?? []).map((check) => ({ context: check.context, app_id: check.appId })),
      },
    },
    protection_url: `${world.urls.api}/repos/${world.fullName(repo)}/branches/${encodeURIComponent(name)}/protection`,
  };
}

/** `git-ref`. */
export function serializeRef(world: World, repo: Repository, ref: Ref): JsonObject {
  const url = `${world.urls.api}/repos/${world.fullName(repo)}/git`;
  return {
    ref: ref.ref,
    node_id: nodeId('REF', repo.id, ref.ref),
    url: `${url}/${ref.ref}`,
    object: { sha: ref.oid, type: ref.type, url: `${url}/${ref.type}s/${ref.oid}` },
  };
}

/** `tag`, as the list shows it; `oid` is the commit behind it. */
export function serializeTagEntry(world: World, repo: Repository, name: string, oid: string): JsonObject {
  const url = `${world.urls.api}/repos/${world.fullName(repo)}`;
  return {
    name,
    zipball_url: `${url}/zipball/refs/tags/${name}`,
    tarball_url: `${url}/tarball/refs/tags/${name}`,
    commit: { sha: oid, url: `${url}/commits/${oid}` },
    node_id: nodeId('REF', repo.id, `refs/tags/${name}`),
  };
}
