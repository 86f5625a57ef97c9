/** Title and message of merge and squash commits, as the repository's settings choose them. */
import type { GitCommit } from '../git/objects.ts';
import { issueOf } from '../serialize/pull.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Act } from './act.ts';
import { pullCommits } from './pull-range.ts';

export interface WantedWords {
  title?: string | undefined;
  message?: string | undefined;
}

export function joinMessage(title: string, body: string): string {
  return body.trim() === '' ? title : `${title}\n\n${body.trim()}`;
}

export function mergeMessage({ world, repo }: Act, pull: PullRequest, wanted: WantedWords): string {
  const { title, body } = issueOf(repo, pull);
  const { mergeCommitTitle, mergeCommitMessage } = repo.settings;
  const from = `${world.account(pull.headOwnerId).login}/${pull.headRef}`;
  const standard = `Merge pull request #${pull.number} from ${from}`;
  const bodies = { PR_TITLE: title, PR_BODY: body ?? '', BLANK: '' };
  return joinMessage(
    wanted.title ?? (mergeCommitTitle === 'PR_TITLE' ? `${title} (#${pull.number})` : standard),
    wanted.message ?? bodies[mergeCommitMessage],
  );
}

/** The message of a squash; everybody who wrote a commit besides the author is named as a co-author. */
export async function squashMessage(act: Act, pull: PullRequest, wanted: WantedWords): Promise<string> {
  const { world, repo, git } = act;
  const issue = issueOf(repo, pull);
  const oids = await pullCommits(world, repo, pull);
  const all = await Promise.all(oids.map((oid) => git.readCommit(oid)));
  const commits = all.filter((commit) => commit.parents.length < 2);
  const [only] = commits.length === 1 ? commits : [];
  const usesCommitTitle = repo.settings.squashMergeCommitTitle === 'COMMIT_OR_PR_TITLE' && only !== undefined;
  const title = usesCommitTitle ? titleOf(only) : issue.title;
  const bodies = {
    PR_BODY: issue.body ?? '',
    COMMIT_MESSAGES: only ? bodyOf(only) : commits.map((one) => `* ${one.message.trim()}`).join('\n\n'),
    BLANK: '',
  };
  const body = wanted.message ?? bodies[repo.settings.squashMergeCommitMessage];
  const trailers = wanted.message === undefined ? coAuthors(act, issue.authorId, commits) : [];
  const separator = commits.length > 1 && body !== '' ? '\n\n---------\n\n' : '\n\n';
  const whole = trailers.length === 0 ? body : [body, trailers.join('\n')].filter(Boolean).join(separator);
  return joinMessage(wanted.title ?? `${title} (#${pull.number})`, whole);
}

function titleOf(commit: GitCommit): string {
  return commit.message.split('\n')[0] ?? '';
}

function bodyOf(commit: GitCommit): string {
  return commit.message.split('\n').slice(1).join('\n').trim();
}

function coAuthors({ world }: Act, authorId: number, commits: readonly GitCommit[]): string[] {
  const others = commits
    .map((commit) => commit.author)
    .filter((author) => world.findByEmail(author.email)?.id !== authorId)
    .map(({ name, email }) => `Co-authored-by: ${name} <${email}>`);
  return [...new Set(others)];
}
