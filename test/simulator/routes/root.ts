/** The entry points that clients probe first: `/`, `/meta`, `/rate_limit`, `/zen`. */
import { ok, raw } from '../http/answer.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import type { Routes } from '../http/routes.ts';
import type { World } from '../world.ts';

/** Name in the root document → path template below the API's address. */
const ROOT: Readonly<Record<string, string>> = {
  current_user_url: '/user',
  authorizations_url: '/authorizations',
  code_search_url: '/search/code?q={query}{&page,per_page,sort,order}',
  commit_search_url: '/search/commits?q={query}{&page,per_page,sort,order}',
  emails_url: '/user/emails',
  emojis_url: '/emojis',
  events_url: '/events',
  feeds_url: '/feeds',
  followers_url: '/user/followers',
  following_url: '/user/following{/target}',
  gists_url: '/gists{/gist_id}',
  hub_url: '/hub',
  issue_search_url: '/search/issues?q={query}{&page,per_page,sort,order}',
  issues_url: '/issues',
  keys_url: '/user/keys',
  label_search_url: '/search/labels?q={query}&repository_id={repository_id}{&page,per_page}',
  notifications_url: '/notifications',
  organization_url: '/orgs/{org}',
  organization_repositories_url: '/orgs/{org}/repos{?type,page,per_page,sort}',
  organization_teams_url: '/orgs/{org}/teams',
  public_gists_url: '/gists/public',
  rate_limit_url: '/rate_limit',
  repository_url: '/repos/{owner}/{repo}',
  repository_search_url: '/search/repositories?q={query}{&page,per_page,sort,order}',
  current_user_repositories_url: '/user/repos{?type,page,per_page,sort}',
  starred_url: '/user/starred{/owner}{/repo}',
  starred_gists_url: '/gists/starred',
  topic_search_url: '/search/topics?q={query}{&page,per_page}',
  user_url: '/users/{user}',
  user_organizations_url: '/user/orgs',
  user_repositories_url: '/users/{user}/repos{?type,page,per_page,sort}',
  user_search_url: '/search/users?q={query}{&page,per_page,sort,order}',
};

export function registerRoot(routes: Routes, world: World, limits: RateLimits): void {
  routes.on('GET', '/', { docs: '/rest/meta/meta#github-api-root' }, () =>
    ok({
      ...Object.fromEntries(Object.entries(ROOT).map(([name, path]) => [name, `${world.urls.api}${path}`])),
      current_user_authorizations_html_url: `${world.urls.html}/settings/connections/applications{/client_id}`,
    }),
  );
  routes.on('GET', '/meta', { docs: '/rest/meta/meta#get-apiname-meta-information' }, () =>
    ok({
      verifiable_password_authentication: false,
      hooks: ['127.0.0.1/32'],
      web: ['127.0.0.1/32'],
      api: ['127.0.0.1/32'],
      git: ['127.0.0.1/32'],
    }),
  );
  routes.on('GET', '/zen', {}, () => raw('Keep it logically awesome.', 'text/plain; charset=utf-8'));
  routes.on('GET', '/rate_limit', { docs: '/rest/rate-limit/rate-limit' }, (call) =>
    ok(limits.overview(call.actor)),
  );
}
