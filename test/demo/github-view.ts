// What GitHub shows of a pull request, read over its public REST API as a person would see it.
import { Octokit } from '@octokit/rest';

export interface ShownCheck {
  readonly name: string;
  readonly conclusion: string | null;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly actions: readonly string[];
}

export interface ShownPull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly base: string;
  readonly head: string;
  readonly headSha: string;
  readonly commits: readonly { readonly sha: string; readonly message: string }[];
  readonly checks: readonly ShownCheck[];
  readonly comments: readonly { readonly author: string; readonly body: string }[];
}

export interface GitHubView {
  readonly octokit: Octokit;
  pull(number: number): Promise<ShownPull>;
  checks(ref: string): Promise<readonly ShownCheck[]>;
}

/** @param url the API's base, @param login whose eyes it is seen with */
export function githubView(url: string, login: string, repository: string): GitHubView {
  const [owner = '', repo = ''] = repository.split('/');
  const octokit = new Octokit({ baseUrl: url, auth: `tok_${login}` });

  async function checks(ref: string): Promise<readonly ShownCheck[]> {
    const { data } = await octokit.rest.checks.listForRef({ owner, repo, ref });
    return data.check_runs.map((run) => ({
      name: run.name,
      conclusion: run.conclusion,
      title: run.output.title ?? '',
      summary: run.output.summary ?? '',
      text: run.output.text ?? '',
      actions: [],
    }));
  }

  async function pull(number: number): Promise<ShownPull> {
    const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
    const commits = await octokit.rest.pulls.listCommits({ owner, repo, pull_number: number });
    const comments = await octokit.rest.issues.listComments({ owner, repo, issue_number: number });
    return {
      number,
      title: data.title,
      body: data.body ?? '',
      base: data.base.ref,
      head: data.head.ref,
      headSha: data.head.sha,
      commits: commits.data.map((commit) => ({ sha: commit.sha, message: commit.commit.message })),
      checks: await checks(data.head.sha),
      comments: comments.data.map((comment) => ({
        author: comment.user?.login ?? 'ghost',
        body: comment.body ?? '',
      })),
    };
  }

  return { octokit, pull, checks };
}
