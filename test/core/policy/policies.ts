// Reads a repository's policy together with its organisation's, for tests.
import type { PolicyFiles } from '../../../src/core/model/facts/repository.ts';
import { parseRepositoryId } from '../../../src/core/model/ids.ts';
import { problemText } from '../../../src/core/policy/mistake-verdict.ts';
import type { Policy, PolicyProblem, PolicyReading } from '../../../src/core/policy/policy.ts';
import { readPolicy } from '../../../src/core/policy/policy-file.ts';
import { policyFiles, rules } from '../../support/policy.ts';

export const POLICY = '.github/hotfix.yml';

type Texts = Readonly<Record<string, string | null>>;

const organisation = parseRepositoryId('acme/.github');

/** A repository of acme, with the files of `acme/.github`; null where that was not asked for. */
export function filesOf(own: Texts, theirs: Texts | null): PolicyFiles {
  if (organisation === null) throw new Error('unreachable');
  if (theirs === null) return policyFiles(own);
  const texts = new Map(Object.entries(theirs));
  return { ...policyFiles(own), organisation: { kind: 'readable', repository: organisation, texts } };
}

/** A repository of acme, whose `acme/.github` the app cannot see. */
export function outOfReach(own: string, owner: 'organisation' | 'user' = 'organisation') {
  if (organisation === null) throw new Error('unreachable');
  const files = {
    ...policyFiles({ [POLICY]: own }),
    organisation: { kind: 'not-readable', repository: organisation, owner },
  } as const;
  return { ...policyIn(files), files };
}

function policyIn(files: PolicyFiles): Extract<PolicyReading, { kind: 'policy' }> {
  const reading = readPolicy(files, rules);
  if (reading.kind !== 'policy') throw new Error(`no policy: ${JSON.stringify(reading)}`);
  return reading;
}

export function read(
  own: string,
  theirs: string | null = null,
  files: { readonly own?: Texts; readonly theirs?: Texts } = {},
): Extract<PolicyReading, { kind: 'policy' }> {
  const organisations = theirs === null ? null : { [POLICY]: theirs, ...files.theirs };
  return policyIn(filesOf({ [POLICY]: own, ...files.own }, organisations));
}

/** `3: Unknown key …`, with the organisation's repository before its own mistakes. */
export function problemLine(problem: PolicyProblem): string {
  const { organisation: whose, line } = problem;
  const where = `${whose === null ? '' : `${whose.owner}/${whose.name} `}${line ?? '-'}`;
  return `${where}: ${problemText(problem).markdown}`;
}

export function problems(...given: Parameters<typeof read>): readonly string[] {
  return read(...given).problems.map(problemLine);
}

/** The settings of a rule; null where it is not asked. */
export function settingsOf({ rules: asked }: Policy, id: string) {
  return asked.get(id) ?? null;
}
