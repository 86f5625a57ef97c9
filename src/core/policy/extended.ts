// Reads the policy file of the repository and the organisation's, and finds the one that the repository extends, or says why there is none.
import { organisationFiles, type PolicyFiles } from '../model/facts/repository.ts';
import { fullName, type RepositoryId } from '../model/ids.ts';
import { type Markdown, md } from '../model/markdown.ts';
import { DEFAULT_PLAYBOOK } from '../playbooks/playbooks.ts';
import type { ConfigurableRule } from './configurable-rule.ts';
import type { Path } from './key-paths.ts';
import { lockedKeys } from './locks.ts';
import { giveAccess } from './out-of-reach.ts';
import { POLICY_PATH } from './policy.ts';
import { Reading } from './reading.ts';
import { ORGANISATION } from './schema.ts';
import type { PlainMapping } from './yaml-source.ts';

/** A policy file and what it says, as far as it is good. */
export interface File {
  readonly reading: Reading;
  readonly policy: PlainMapping;
  readonly locked: readonly Path[];
}

/** An organisation's policy file. */
export interface Theirs extends File {
  readonly repository: RepositoryId;
}

export function readFile(
  text: string,
  rules: readonly ConfigurableRule[],
  repository: RepositoryId | null = null,
): File {
  const reading = new Reading(text, rules, repository);
  const policy = reading.policy();
  return { reading, policy, locked: lockedKeys(policy, reading, rules) };
}

/** Null where the organisation has no policy, or none that was asked for or can be read. */
export function readTheirs(files: PolicyFiles, rules: readonly ConfigurableRule[]): Theirs | null {
  const organisation = organisationFiles(files);
  const text = organisation?.texts.get(POLICY_PATH) ?? null;
  if (organisation === null || text === null) return null;
  const { repository } = organisation;
  return { ...readFile(text, rules, repository), repository };
}

export function extendsOrganisation({ policy }: File): boolean {
  const name = policy['extends'];
  return typeof name === 'string' && ORGANISATION.test(name);
}

const UNTIL_THEN = md`Until then, the playbook ${DEFAULT_PLAYBOOK.name} is used`;

interface Mistake {
  readonly message: Markdown;
  readonly help: Markdown;
}

/** What keeps the app from the policy that is extended, and who can change that. */
function notThere(name: string, { organisation }: PolicyFiles): Mistake {
  switch (organisation.kind) {
    case 'readable': {
      const whose = fullName(organisation.repository);
      const help = md`Add that file to the default branch of ${whose}, or extend a playbook. ${UNTIL_THEN}`;
      return { message: md`${whose} has no file ${POLICY_PATH}`, help };
    }
    case 'not-readable': {
      const { repository } = organisation;
      const help = md`${giveAccess(repository)}. If there is no such repository, create it with the file ${POLICY_PATH}. ${UNTIL_THEN}. Or extend a playbook instead`;
      return { message: md`The app cannot read ${fullName(repository)}`, help };
    }
    case 'not-asked': {
      const help = md`Add ${POLICY_PATH} to that repository and install the app there, or extend a playbook. ${UNTIL_THEN}`;
      return { message: md`${name} has no policy that the app can read`, help };
    }
  }
}

/** The organisation's policy that the repository extends. Null where it extends none, or none that can be read. */
export function extended(own: File, theirs: Theirs | null, files: PolicyFiles): Theirs | null {
  if (!extendsOrganisation(own)) return null;
  const { organisation } = files;
  const name = String(own.policy['extends']);
  const [owner] = name.includes('/') ? name.split('/') : [null];
  const whose = organisation.kind === 'not-asked' ? null : organisation.repository;
  if (owner != null && whose !== null && owner.toLowerCase() !== whose.owner.toLowerCase()) {
    own.reading.add(['extends'], md`${name} belongs to another owner`, {
      help: md`Extend the ${'.github'} repository of this repository’s own owner. ${UNTIL_THEN}`,
      didYouMean: fullName(whose),
    });
    return null;
  }
  if (theirs !== null) return theirs;
  const { message, help } = notThere(name, files);
  own.reading.add(['extends'], message, { help });
  return null;
}
