// Managed users, whose logins carry the short code of their enterprise: `grace_acme`.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectAnswer } from '../support/github-schemas.ts';
import { at, type Shop, startShop } from './shop.ts';

let shop: Shop;

beforeEach(async () => {
  shop = await startShop();
  shop.simulator.create.user('grace_acme');
  await shop.grace.rest.repos.addCollaborator({ ...at, username: 'grace_acme', permission: 'push' });
});

afterEach(() => shop.simulator.close());

it('come in by their token and are found by their login', async () => {
  const grace = shop.as('grace_acme');
  const { data } = await grace.rest.users.getAuthenticated();
  expectAnswer('GET', '/user', 200, data);
  expect(data.login).toBe('grace_acme');
  const found = await shop.ada.rest.users.getByUsername({ username: 'grace_acme' });
  expectAnswer('GET', '/users/{username}', 200, found.data);
  expect(found.data.id).toBe(data.id);
  const permission = { ...at, username: 'grace_acme' };
  const right = await shop.ada.rest.repos.getCollaboratorPermissionLevel(permission);
  expectAnswer('GET', '/repos/{owner}/{repo}/collaborators/{username}/permission', 200, right.data);
  expect(right.data.role_name).toBe('write');
});

it('write, review and are asked for reviews', async () => {
  const { number } = await shop.open();
  const asked = { ...at, pull_number: number, reviewers: ['grace_acme'] };
  const request = await shop.ada.rest.pulls.requestReviewers(asked);
  expect(request.data.requested_reviewers?.map(({ login }) => login)).toEqual(['grace_acme']);
  const grace = shop.as('grace_acme');
  const review = await grace.rest.pulls.createReview({ ...at, pull_number: number, event: 'APPROVE' });
  expect(review.data.user?.login).toBe('grace_acme');
  const said = await grace.rest.issues.createComment({
    ...at,
    issue_number: number,
    body: '/hotfix authorise',
  });
  expectAnswer('POST', '/repos/{owner}/{repo}/issues/{issue_number}/comments', 201, said.data);
  expect(shop.payload('issue_comment.created')).toMatchObject({ sender: { login: 'grace_acme' } });
});

it('are mentioned by their whole login, and nobody by a part of it', async () => {
  const { number } = await shop.open('topic', 'Authorized By: @grace_acme');
  const search =
    'query($q: String!) { search(type: ISSUE, first: 1, query: $q) { nodes { ... on PullRequest { number } } } }';
  const mentioning = (login: string) =>
    shop.ada.graphql(search, { q: `repo:acme/shop is:pr mentions:${login}` });
  expect(await mentioning('grace_acme')).toEqual({ search: { nodes: [{ number }] } });
  expect(await mentioning('grace')).toEqual({ search: { nodes: [] } });
});
