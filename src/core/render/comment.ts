// The hotfix's passport: the one comment on its pull request. It holds what lasts; what changes with every edit is in the
// check, so that an edit of the description costs one write and notifies nobody.
import type { PullFacts, RepositoryFacts } from '../facts.ts';
import { fullName } from '../ids.ts';
import { join, type Markdown, md } from '../markdown.ts';
import type { Policy } from '../policy.ts';
import { newestRelease, patchAfter, versionText } from '../release-version.ts';

/** Identity is never prose: the app knows its comment by this marker, and trusts it only where it is the author. */
export const COMMENT_MARKER = '<!-- hotfix-warden:passport -->';

function link(words: string, url: string): Markdown {
  return { markdown: `[${words}](${encodeURI(url)})` };
}

function release(pull: PullFacts, repository: RepositoryFacts): Markdown | null {
  const newest = repository.tags.known ? newestRelease(repository.tags.value, pull.base) : null;
  return newest === null
    ? null
    : md`${versionText(newest)} is out, this makes ${versionText(patchAfter(newest))}`;
}

export function renderPassport(pull: PullFacts, repository: RepositoryFacts, policy: Policy): string {
  const home = `${repository.webUrl}/${fullName(repository.id)}`;
  const checks = link('**Hotfix** check', `${home}/pull/${pull.number}/checks`);
  const rows = [md`| Goes to | ${pull.base} from ${pull.head.branch} |`];
  const made = release(pull, repository);
  if (made !== null) rows.push(md`| Release | ${made} |`);
  rows.push(md`| Playbook | ${policy.playbook} |`);
  return join(
    [
      { markdown: COMMENT_MARKER },
      md`### 🚨 Hotfix`,
      md`What is left to do before the merge stands in the ${checks}, with text to paste. It runs again by itself on every push and every edit of the description.`,
      md`| | |
|---|---|
${join(rows, '\n')}`,
    ],
    '\n\n',
  ).markdown;
}

export function renderFormerHotfix(reason: Markdown): string {
  return join(
    [
      { markdown: COMMENT_MARKER },
      md`### Not a hotfix any more`,
      md`${reason}. Nothing is asked of this pull request.`,
    ],
    '\n\n',
  ).markdown;
}
