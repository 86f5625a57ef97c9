// Adds the mistakes of a repository's policy that its organisation's does not allow: what is locked, and what is looser.
import { fullName, type RepositoryId } from '../model/ids.ts';
import { type Markdown, md } from '../model/markdown.ts';
import type { Refusal } from './layers.ts';
import type { Reading } from './reading.ts';

function refusalHelp(why: Refusal['why'], holds: string | null): Markdown {
  if (why === 'looser' && holds === 'on') return md`Remove it, or use ${holds}`;
  if (why === 'looser')
    return holds === null ? md`Remove it` : md`Remove it, or use ${holds} or a stricter value`;
  return holds === null
    ? md`Remove it; the organisation’s value is used`
    : md`Remove it; the organisation’s value ${holds} is used`;
}

export function addRefusals(
  reading: Reading,
  refusals: readonly Refusal[],
  organisation: RepositoryId,
): void {
  const whose = fullName(organisation);
  for (const { path, why, holds } of refusals) {
    const spelled = reading.spelled(path);
    const key = spelled.join('.');
    const message =
      why === 'locked' ? md`${key} is locked by ${whose}` : md`${key} is looser than ${whose} allows`;
    reading.add(spelled, message, { help: refusalHelp(why, holds) });
  }
}
