import { describe, expect, it } from 'vitest';
import { refusal } from '../fake-github.ts';
import { pullFacts, readerWorld, snapshot } from './reader-world.ts';

const world = readerWorld();

describe('a missing permission', () => {
  const FORBIDDEN = refusal('FORBIDDEN');
  const refused = () => {
    throw FORBIDDEN;
  };

  it('makes tags and branches unknown and leaves the rest true', async () => {
    world.state.overrides = { refs: refused };
    const { facts } = await snapshot(world);
    expect(facts.repository.tags).toMatchObject({ known: false, cause: 'unreadable' });
    expect(facts.repository.branches).toMatchObject({ known: false, cause: 'unreadable' });
  });

  it.each([
    ['comments', { comments: refused }, 'pull_requests=write'],
    ['labels', { labels: refused }, 'pull_requests=read'],
  ])('for %s is named, because nothing can be decided without', async (_part, fields, permission) => {
    world.state.pull = fields;
    expect(await world.read()).toMatchObject({ ok: false, error: { kind: 'forbidden', permission } });
  });

  it('for a private fork leaves its repository out', async () => {
    world.state.pull = { isCrossRepository: true, headRepository: refused };
    expect((await pullFacts(world)).head).toMatchObject({ repository: null, isFork: true });
  });

  it('for the whole repository is a refusal, not an absence', async () => {
    world.state.overrides = { pullRequest: refused };
    expect(await world.read()).toMatchObject({
      ok: false,
      error: { kind: 'forbidden', permission: 'pull_requests=read' },
    });
  });

  it('never hides a failure that will pass', async () => {
    world.state.overrides = {
      refs: refused,
      pullRequest: () => {
        throw new Error('Something went wrong while executing your query.');
      },
    };
    expect(await world.read()).toMatchObject({ ok: false, error: { kind: 'transient' } });
  });
});
