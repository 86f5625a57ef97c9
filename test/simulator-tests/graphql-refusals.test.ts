// How GraphQL refuses: words, types and paths of errors.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type Shop, startShop } from './graphql-client.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.simulator.close());

describe('refusals', () => {
  it('says NOT_FOUND with path and location, and goes on with the rest', async () => {
    const query = '{ repository(owner: "acme", name: "nothing") { id } viewer { login } }';
    expect(await shop.ask(query)).toEqual({
      data: { repository: null, viewer: { login: 'ada' } },
      errors: [
        {
          type: 'NOT_FOUND',
          path: ['repository'],
          locations: [{ line: 1, column: 3 }],
          message: "Could not resolve to a Repository with the name 'acme/nothing'.",
        },
      ],
    });
  });

  it('hides private repositories from those who have no access', async () => {
    const query = '{ repository(owner: "acme", name: "secret") { name } }';
    expect(await shop.data(query)).toEqual({ repository: { name: 'secret' } });
    expect((await shop.ask(query, {}, 'tok_eve')).errors?.[0]).toMatchObject({ type: 'NOT_FOUND' });
  });

  it('refuses fields that an installation has no permission for', async () => {
    const token = shop.simulator.token(shop.installation, { permissions: { contents: 'read' } });
    const answer = await shop.ask(
      '{ repository(owner: "acme", name: "shop") { name issue(number: 1) { title } } }',
      {},
      token,
    );
    expect(answer.data).toEqual({ repository: { name: 'shop', issue: null } });
    expect(answer.errors).toMatchObject([
      {
        type: 'FORBIDDEN',
        path: ['repository', 'issue'],
        message: 'Resource not accessible by integration',
      },
    ]);
  });

  it('refuses changes by people without the right', async () => {
    const oid = await shop.git.branch('main');
    const input = { repositoryId: await shop.repositoryId(), name: 'refs/heads/eve', oid };
    const query = 'mutation($input: CreateRefInput!) { createRef(input: $input) { ref { name } } }';
    const answer = await shop.ask(query, { input }, 'tok_eve');
    expect(answer.errors?.[0]).toMatchObject({ type: 'FORBIDDEN', path: ['createRef'] });
    expect(await shop.git.branch('eve')).toBeNull();
  });

  it('wants a login, a query, and a page size that GitHub allows', async () => {
    const query = '{ viewer { login } }';
    expect((await shop.post(null, { query })).status).toBe(401);
    expect((await shop.post('ghs_unknown', { query })).status).toBe(401);
    expect((await shop.post('tok_ada', {})).status).toBe(400);
    const labels = async (args: string) =>
      (await shop.ask(`{ repository(owner: "acme", name: "shop") { labels${args} { nodes { name } } } }`))
        .errors;
    expect(await labels('')).toMatchObject([
      {
        type: 'MISSING_PAGINATION_BOUNDARIES',
        message: 'You must provide a `first` or `last` value to properly paginate the `labels` connection.',
      },
    ]);
    expect(await labels('(first: 101)')).toMatchObject([{ type: 'EXCESSIVE_PAGINATION' }]);
    expect(await labels('(first: 1, after: "x")')).toMatchObject([{ type: 'INVALID_CURSOR_ARGUMENTS' }]);
    expect(await shop.read('labels { totalCount }')).toEqual({ labels: { totalCount: 9 } });
  });

  it('tells what is wrong with a query in the words of GitHub', async () => {
    expect((await shop.ask('{ viewer { nothing } }')).errors).toMatchObject([
      {
        message: "Field 'nothing' doesn't exist on type 'User'",
        extensions: { code: 'undefinedField', typeName: 'User', fieldName: 'nothing' },
      },
    ]);
    expect((await shop.ask('{ viewer {')).errors?.[0]?.message).toContain('Parse error');
    expect(
      (
        await shop.ask(
          'query($n: Int!) { viewer { login } repository(owner: "a", name: "b") { issue(number: $n) { id } } }',
        )
      ).errors,
    ).toMatchObject([{ message: 'Variable $n of type Int! was provided invalid value' }]);
  });

  it('names a field that it lacks and makes nothing up', async () => {
    const answer = await shop.ask('{ viewer { bio hasSponsorsListing } }');
    expect(answer.data).toBeNull();
    expect(answer.errors).toMatchObject([
      { message: "The simulator does not implement 'User.hasSponsorsListing'." },
    ]);
    expect(await shop.data('{ viewer { bio } }')).toEqual({ viewer: { bio: null } });
  });
});
