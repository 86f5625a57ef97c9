/** Releases; publishing one makes its tag. */
import { z } from 'zod';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound, validationFailed } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { nodeId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { pushRefs } from '../push.ts';
import { serializeAccount } from '../serialize/account.ts';
import type { Release, Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

const changeBody = z.object({
  tag_name: z.string().min(1).optional(),
  target_commitish: z.string().optional(),
  name: z.string().nullish(),
  body: z.string().nullish(),
  draft: z.boolean().optional(),
  prerelease: z.boolean().optional(),
});
const newBody = changeBody.extend({ tag_name: z.string().min(1) });

export function registerReleases(routes: Routes): void {
  const docs = '/rest/releases/releases';
  const read = { permissions: [{ contents: 'read' }], docs } as const;
  const write = { permissions: [{ contents: 'write' }], docs } as const;
  routes.repo('GET', '/releases', read, ({ call, world, repo }) =>
    list(call, [...repo.releases.values()].reverse(), (release) => serializeRelease(world, repo, release)),
  );
  routes.repo('POST', '/releases', write, postRelease);
  routes.repo('GET', '/releases/latest', read, ({ world, repo }) => {
    const latest = [...repo.releases.values()].reverse().find((one) => !one.draft && !one.prerelease);
    if (!latest) throw notFound();
    return ok(serializeRelease(world, repo, latest));
  });
  routes.repo('GET', '/releases/tags/:tag*', read, ({ call, world, repo }) => {
    const tagged = [...repo.releases.values()].find((one) => !one.draft && one.tagName === call.param('tag'));
    if (!tagged) throw notFound();
    return ok(serializeRelease(world, repo, tagged));
  });
  routes.repo('GET', '/releases/:release_id', read, (context) =>
    ok(serializeRelease(context.world, context.repo, findRelease(context))),
  );
  routes.repo('PATCH', '/releases/:release_id', write, patchRelease);
  routes.repo('DELETE', '/releases/:release_id', write, (context) => {
    const release = findRelease(context);
    context.repo.releases.delete(release.id);
    emit(context, release, 'deleted');
    return noContent();
  });
}

function findRelease({ call, repo }: RepositoryCall): Release {
  const release = repo.releases.get(call.number('release_id'));
  if (!release) throw notFound();
  return release;
}

async function postRelease(context: RepositoryCall) {
  const { call, world, repo } = context;
  const input = call.body(newBody);
  if ([...repo.releases.values()].some((one) => one.tagName === input.tag_name && !one.draft))
    throw validationFailed([{ resource: 'Release', code: 'already_exists', field: 'tag_name' }]);
  const release: Release = {
    id: world.ids.next(),
    tagName: input.tag_name,
    targetCommitish: input.target_commitish ?? repo.defaultBranch,
    name: input.name ?? null,
    body: input.body ?? null,
    draft: input.draft ?? false,
    prerelease: input.prerelease ?? false,
    authorId: call.person.id,
    createdAt: world.now(),
    publishedAt: null,
  };
  repo.releases.set(release.id, release);
  emit(context, release, 'created');
  if (!release.draft) await publish(context, release);
  return created(serializeRelease(world, repo, release));
}

async function patchRelease(context: RepositoryCall) {
  const { call, world, repo } = context;
  const release = findRelease(context);
  const input = call.body(changeBody);
  const wasDraft = release.draft;
  if (input.tag_name !== undefined) release.tagName = input.tag_name;
  if (input.target_commitish !== undefined) release.targetCommitish = input.target_commitish;
  if (input.name !== undefined) release.name = input.name;
  if (input.body !== undefined) release.body = input.body;
  if (input.draft !== undefined) release.draft = input.draft;
  if (input.prerelease !== undefined) release.prerelease = input.prerelease;
  if (wasDraft && !release.draft) await publish(context, release);
  else emit(context, release, 'edited', { changes: {} });
  return ok(serializeRelease(world, repo, release));
}

/** Makes the tag where it is missing, then tells of the release. */
async function publish(context: RepositoryCall, release: Release): Promise<void> {
  const { call, world, repo, git } = context;
  const ref = `refs/tags/${release.tagName}`;
  if ((await git.resolve(ref)) === null) {
    const after = await git.resolveCommit(release.targetCommitish);
    if (after === null)
      throw validationFailed([{ resource: 'Release', code: 'invalid', field: 'target_commitish' }]);
    const changes = [{ ref, before: null, after }];
    await pushRefs(world, { repo, git, person: call.person, app: call.app, changes, origin: 'api' });
  }
  release.publishedAt = world.now();
  emit(context, release, 'published');
  emit(context, release, release.prerelease ? 'prereleased' : 'released');
}

function emit(
  { call, world, repo }: RepositoryCall,
  release: Release,
  action: string,
  more: JsonObject = {},
): void {
  const payload = { ...more, release: serializeRelease(world, repo, release) };
  world.events.emit({ event: 'release', action, repo, sender: call.person, payload });
}

function serializeRelease(world: World, repo: Repository, release: Release): JsonObject {
  const name = world.fullName(repo);
  const url = `${world.urls.api}/repos/${name}/releases/${release.id}`;
  const archive = (kind: string) => `${world.urls.api}/repos/${name}/${kind}/${release.tagName}`;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: `${world.urls.html}/${name}/releases/tag/${release.tagName}`,
    id: release.id,
    author: serializeAccount(world, world.account(release.authorId)),
    node_id: nodeId('RE', repo.id, release.id),
    tag_name: release.tagName,
    target_commitish: release.targetCommitish,
    name: release.name,
    draft: release.draft,
    immutable: false,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    updated_at: release.createdAt,
    published_at: release.publishedAt,
    assets: [],
    tarball_url: release.draft ? null : archive('tarball'),
    zipball_url: release.draft ? null : archive('zipball'),
    body: release.body,
  };
}
