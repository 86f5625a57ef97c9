// Reads the changed lines of a pull request over REST, since GraphQL has no patches, and keeps them while the head stands still.
import { LruMap } from 'toad-cache';
import { z } from 'zod';
import { type Known, known, unreadable } from '../../core/model/facts/known.ts';
import type { Patch } from '../../core/model/facts/pull.ts';
import { fullName, type PullNumber, type RepositoryId, type Sha } from '../../core/model/ids.ts';
import type { InstallationId } from '../../reconcile/ports.ts';
import type { AppAccess } from '../client/app-access.ts';

const PAGE = 100;
/** GitHub lists no more files than 3,000. */
const MOST_PAGES = 30;
/** Heads whose lines are kept. */
const REMEMBERED = 100;
/** Of a larger change the lines are read again each time, rather than kept: characters. */
const MOST_KEPT = 500_000;

const files = z.array(z.object({ filename: z.string(), patch: z.string().optional() }));

export interface PatchReader {
  read(
    installation: InstallationId,
    place: {
      readonly repository: RepositoryId;
      readonly number: PullNumber;
      readonly base: string;
      readonly head: Sha;
    },
    signal: AbortSignal,
  ): Promise<Known<readonly Patch[]>>;
}

/** A failure is a fact, not an error: what needs the lines says that it could not see them. */
export function patchReader(access: AppAccess): PatchReader {
  const kept = new LruMap<readonly Patch[]>(REMEMBERED);
  return {
    async read(installation, { repository, number, base, head }, signal) {
      const key = `${fullName(repository)}#${number} ${base}..${head}`;
      const known_ = kept.get(key);
      if (known_ !== undefined) return known(known_);
      const patches: Patch[] = [];
      for (let page = 1; page <= MOST_PAGES; page++) {
        const parameters = {
          owner: repository.owner,
          repo: repository.name,
          pull_number: number,
          per_page: PAGE,
          page,
        };
        const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files';
        const answer = await access.request(installation, route, parameters, signal);
        if (!answer.ok) return unreadable(`The changed lines could not be read: ${answer.error.message}`);
        const parsed = files.safeParse(answer.value);
        if (!parsed.success)
          return unreadable('The changed lines could not be read: GitHub’s answer has no files');
        patches.push(...parsed.data.map(({ filename, patch }) => ({ path: filename, text: patch ?? null })));
        if (parsed.data.length < PAGE) break;
      }
      const size = patches.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
      if (size <= MOST_KEPT) kept.set(key, patches);
      return known(patches);
    },
  };
}
