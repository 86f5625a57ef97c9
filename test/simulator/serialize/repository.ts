/** A repository as GitHub shows it: short, full, and as webhooks carry it. */
import { nodeId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { roleFlags } from '../permissions.ts';
import type { Role } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { serializeAccount, serializeOrganization } from './account.ts';

export function repositoryNodeId(repo: Repository): string {
  return nodeId('R', repo.id);
}

function links(world: World, repo: Repository): JsonObject {
  const name = world.fullName(repo);
  const url = `${world.urls.api}/repos/${name}`;
  return {
    html_url: `${world.urls.html}/${name}`,
    url,
    forks_url: `${url}/forks`,
    keys_url: `${url}/keys{/key_id}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    teams_url: `${url}/teams`,
    hooks_url: `${url}/hooks`,
    issue_events_url: `${url}/issues/events{/number}`,
    events_url: `${url}/events`,
    assignees_url: `${url}/assignees{/user}`,
    branches_url: `${url}/branches{/branch}`,
    tags_url: `${url}/tags`,
    blobs_url: `${url}/git/blobs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    trees_url: `${url}/git/trees{/sha}`,
    statuses_url: `${url}/statuses/{sha}`,
    languages_url: `${url}/languages`,
    stargazers_url: `${url}/stargazers`,
    contributors_url: `${url}/contributors`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    commits_url: `${url}/commits{/sha}`,
    git_commits_url: `${url}/git/commits{/sha}`,
    comments_url: `${url}/comments{/number}`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    contents_url: `${url}/contents/{+path}`,
    compare_url: `${url}/compare/{base}...{head}`,
    merges_url: `${url}/merges`,
    archive_url: `${url}/{archive_format}{/ref}`,
    downloads_url: `${url}/downloads`,
    issues_url: `${url}/issues{/number}`,
    pulls_url: `${url}/pulls{/number}`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    labels_url: `${url}/labels{/name}`,
    releases_url: `${url}/releases{/id}`,
    deployments_url: `${url}/deployments`,
  };
}

/** `repository` / `repository-webhooks`: inside pulls, payloads and lists. */
export function serializeRepository(world: World, repo: Repository): JsonObject {
  const { settings } = repo;
  const name = world.fullName(repo);
  const owner = world.account(repo.ownerId);
  const forks = [...world.state.repositories.values()].filter((one) => one.parentId === repo.id).length;
  const openIssues = [...repo.issues.values()].filter((issue) => issue.state === 'open').length;
  return {
    id: repo.id,
    node_id: repositoryNodeId(repo),
    name: repo.name,
    full_name: name,
    private: settings.private,
    owner: serializeAccount(world, owner),
    description: settings.description,
    fork: repo.parentId !== null,
    ...links(world, repo),
    created_at: repo.createdAt,
    updated_at: repo.updatedAt,
    pushed_at: repo.pushedAt ?? repo.createdAt,
    git_url: `${world.urls.html.replace(/^https?:/, 'git:')}/${name}.git`,
    ssh_url: `git@${new URL(world.urls.html).hostname}:${name}.git`,
    clone_url: `${world.urls.html}/${name}.git`,
    svn_url: `${world.urls.html}/${name}`,
    homepage: settings.homepage,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: settings.hasIssues,
    has_projects: settings.hasProjects,
    has_downloads: true,
    has_wiki: settings.hasWiki,
    has_pages: false,
    has_discussions: settings.hasDiscussions,
    forks_count: forks,
    mirror_url: null,
    archived: settings.archived,
    disabled: false,
    open_issues_count: openIssues,
    license: null,
    allow_forking: settings.allowForking,
    is_template: settings.isTemplate,
    web_commit_signoff_required: settings.webCommitSignoffRequired,
    topics: [...repo.topics],
    visibility: settings.private ? 'private' : 'public',
    forks,
    open_issues: openIssues,
    watchers: 0,
    default_branch: repo.defaultBranch,
  };
}

/** `full-repository` for one reader, whose role decides `permissions` and whether merge settings are shown. */
export function serializeFullRepository(world: World, repo: Repository, role: Role | null): JsonObject {
  const { settings } = repo;
  const owner = world.account(repo.ownerId);
  const parent = repo.parentId === null ? null : world.state.repositories.get(repo.parentId);
  return {
    ...serializeRepository(world, repo),
    permissions: { ...roleFlags(role) },
    temp_clone_token: null,
    ...serializeMergeSettings(repo),
    network_count: 0,
    subscribers_count: 0,
    ...(owner.type === 'Organization' ? { organization: serializeAccount(world, owner) } : {}),
    ...(parent
      ? { parent: serializeRepository(world, parent), source: serializeRepository(world, parent) }
      : {}),
    custom_properties: {},
    use_squash_pr_title_as_default: settings.squashMergeCommitTitle === 'PR_TITLE',
  };
}

/** How the repository merges; GitHub adds it to repositories inside pull request payloads too. */
export function serializeMergeSettings(repo: Repository): JsonObject {
  const { settings } = repo;
  return {
    allow_squash_merge: settings.allowSquashMerge,
    allow_merge_commit: settings.allowMergeCommit,
    allow_rebase_merge: settings.allowRebaseMerge,
    allow_auto_merge: settings.allowAutoMerge,
    delete_branch_on_merge: settings.deleteBranchOnMerge,
    allow_update_branch: settings.allowUpdateBranch,
    squash_merge_commit_title: settings.squashMergeCommitTitle,
    squash_merge_commit_message: settings.squashMergeCommitMessage,
    merge_commit_title: settings.mergeCommitTitle,
    merge_commit_message: settings.mergeCommitMessage,
  };
}

/** The `organization` member of a payload; absent for repositories of users. */
export function serializeOwnerOrganization(world: World, repo: Repository): JsonObject {
  const owner = world.account(repo.ownerId);
  return owner.type === 'Organization' ? { organization: serializeOrganization(world, owner) } : {};
}
