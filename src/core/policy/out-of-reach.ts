// The owner's `.github` repository where the app cannot read it: what that means for the policy, and what to do.
import type { OrganisationPolicy } from '../model/facts/repository.ts';
import { fullName, type RepositoryId } from '../model/ids.ts';
import { type Markdown, md } from '../model/markdown.ts';

export function giveAccess(repository: RepositoryId): Markdown {
  return md`Install the app on ${fullName(repository)}, or give it access to that repository`;
}

/** One line for the check of every hotfix: no lock may stop to hold unseen. Null where there is nothing to say. */
export function organisationNotReadable(organisation: OrganisationPolicy): Markdown | null {
  switch (organisation.kind) {
    case 'readable':
    case 'not-asked':
      return null;
    case 'not-readable': {
      const { owner, repository } = organisation;
      const whose = { markdown: owner === 'organisation' ? 'Organisation policy' : 'Policy of the owner' };
      return md`${whose}: not readable. ${fullName(repository)} does not exist, or the app cannot see it. Keys that it locks are not enforced here. ${giveAccess(repository)}.`;
    }
  }
}
