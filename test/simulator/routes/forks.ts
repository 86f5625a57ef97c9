/** Forks: copies that pull requests come back from. */
import { z } from 'zod';
import { createRepository } from '../create/repository.ts';
import { accepted, list } from '../http/answer.ts';
import type { Routes } from '../http/routes.ts';
import { serializeFullRepository, serializeRepository } from '../serialize/repository.ts';

const forkBody = z.object({
  organization: z.string().optional(),
  name: z.string().optional(),
  default_branch_only: z.boolean().optional(),
});

export function registerForks(routes: Routes): void {
  const docs = '/rest/repos/forks';
  routes.repo('GET', '/forks', { permissions: [{ metadata: 'read' }], docs }, ({ call, world, repo }) => {
    const forks = [...world.state.repositories.values()].filter((one) => one.parentId === repo.id);
    return list(call, forks, (one) => serializeRepository(world, one));
  });
  routes.repo(
    'POST',
    '/forks',
    { permissions: [{ contents: 'read' }], user: 'read', docs },
    async ({ call, world, repo, git }) => {
      const body = call.body(forkBody);
      const owner = body.organization ?? call.person.login;
      const name = `${owner}/${body.name ?? repo.name}`;
      const known = world.findRepository(name);
      if (known !== null && known.parentId === repo.id)
        return accepted(serializeFullRepository(world, known, 'admin'));
      const fork = await createRepository(world, name, {
        files: {},
        defaultBranch: repo.defaultBranch,
        private: repo.settings.private,
      });
      fork.parentId = repo.id;
      for (const { ref, oid } of await git.refs('refs/heads/')) {
        if (body.default_branch_only && ref !== `refs/heads/${repo.defaultBranch}`) continue;
        await world.git(fork).fetchFrom(git, oid, ref);
      }
      return accepted(serializeFullRepository(world, fork, 'admin'));
    },
  );
}
