/** Mutations of refs and commits. */
import type {
  CreateCommitOnBranchInput,
  CreateRefInput,
  DeleteRefInput,
  Mutation,
  UpdateRefInput,
} from '@octokit/graphql-schema';
import { signatureOf } from '../../create/repository.ts';
import type { FileChanges } from '../../git/repository.ts';
import { unprocessable } from '../../http/errors.ts';
import type { Act } from '../../operations/act.ts';
import { pushRefs, type RefChange } from '../../push.ts';
import type { Repository } from '../../state/repository.ts';
import { findNodeOf } from '../node-lookup.ts';
import { nodeOf, type RootFields } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { QueryError } from '../query-error.ts';
import { notResolved } from '../words.ts';
import { actIn, WRITE_CONTENTS } from './act-in.ts';

const move = ({ world, repo, git, person, app }: Act, change: RefChange) =>
  pushRefs(world, { repo, git, person, app, changes: [change], origin: 'api' });

const refOf = (repo: Repository, name: string, oid: string) => nodeOf('Ref', { repo, name, oid });

async function branchOf(context: QueryContext, input: CreateCommitOnBranchInput['branch']) {
  if (input.id) {
    const { repo, name } = await findNodeOf(context, input.id, 'Ref');
    return { repo, ref: name };
  }
  const [owner = '', name = ''] = (input.repositoryNameWithOwner ?? '').split('/');
  const repo = context.world.findRepository(`${owner}/${name}`);
  if (!repo || !context.sees(repo)) throw notResolved('Repository', `the name '${owner}/${name}'`);
  return { repo, ref: `refs/heads/${(input.branchName ?? '').replace(/^refs\/heads\//, '')}` };
}

/** Deletions first: a path in both is written anew. */
function readChanges({ fileChanges }: CreateCommitOnBranchInput): FileChanges {
  const changes: FileChanges = {};
  for (const { path } of fileChanges?.deletions ?? []) changes[path] = null;
  for (const { path, contents } of fileChanges?.additions ?? [])
    changes[path] = Buffer.from(contents, 'base64');
  return changes;
}

export const gitMutations: RootFields<Mutation> = {
  createRef: async (_, { input }: { input: CreateRefInput }, context) => {
    const { repo } = await findNodeOf(context, input.repositoryId, 'Repository');
    const act = actIn(context, repo, 'write', WRITE_CONTENTS);
    if (!/^refs\/(?:heads|tags)\/.+/.test(input.name) || !(await act.git.validRef(input.name)))
      throw unprocessable(`${input.name} is not a valid ref name.`);
    if ((await act.git.resolve(input.name)) !== null)
      throw unprocessable(`A ref named "${input.name}" already exists in the repository.`);
    if ((await act.git.readObject(input.oid)) === null)
      throw new QueryError('NOT_FOUND', `Could not resolve to an object with the oid '${input.oid}'.`);
    await move(act, { ref: input.name, before: null, after: input.oid });
    return { clientMutationId: input.clientMutationId ?? null, ref: refOf(repo, input.name, input.oid) };
  },
  updateRef: async (_, { input }: { input: UpdateRefInput }, context) => {
    const { repo, name, oid } = await findNodeOf(context, input.refId, 'Ref');
    const act = actIn(context, repo, 'write', WRITE_CONTENTS);
    if ((await act.git.readObject(input.oid)) === null)
      throw new QueryError('NOT_FOUND', `Could not resolve to an object with the oid '${input.oid}'.`);
    if (!input.force && !(await act.git.isAncestor(oid, input.oid)))
      throw unprocessable('Update is not a fast forward');
    await move(act, { ref: name, before: oid, after: input.oid });
    return { clientMutationId: input.clientMutationId ?? null, ref: refOf(repo, name, input.oid) };
  },
  deleteRef: async (_, { input }: { input: DeleteRefInput }, context) => {
    const { repo, name, oid } = await findNodeOf(context, input.refId, 'Ref');
    const act = actIn(context, repo, 'write', WRITE_CONTENTS);
    await move(act, { ref: name, before: oid, after: null });
    return { clientMutationId: input.clientMutationId ?? null };
  },
  createCommitOnBranch: async (_, { input }: { input: CreateCommitOnBranchInput }, context) => {
    const { repo, ref } = await branchOf(context, input.branch);
    const act = actIn(context, repo, 'write', WRITE_CONTENTS);
    const before = await act.git.resolve(ref);
    if (before === null) throw notResolved('Ref', `the name '${ref}'`);
    if (before !== input.expectedHeadOid)
      throw new QueryError(
        'STALE_DATA',
        `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`,
      );
    const { headline, body } = input.message;
    const after = await act.git.writeCommit({
      tree: await act.git.changeTree(before, readChanges(input)),
      parents: [before],
      message: body ? `${headline}\n\n${body}` : headline,
      author: signatureOf(context.world, context.viewer),
      committer: { name: 'GitHub', email: 'noreply@github.com', date: context.world.now() },
    });
    await move(act, { ref, before, after });
    return {
      clientMutationId: input.clientMutationId ?? null,
      commit: nodeOf('Commit', { repo, oid: after }),
      ref: refOf(repo, ref, after),
    };
  },
};
