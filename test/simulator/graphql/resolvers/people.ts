/** Users, bots, organisations and Apps. */
import type {
  App as SchemaApp,
  Bot as SchemaBot,
  Organization as SchemaOrganization,
  User as SchemaUser,
} from '@octokit/graphql-schema';
import { nodeId } from '../../ids.ts';
import type { Account } from '../../state/accounts.ts';
import type { Fields } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';

const page = (account: Account, { world }: QueryContext) =>
  `${world.urls.html}/${account.login.replace(/\[bot\]$/, '')}`;
/** GraphQL leaves out the `[bot]` that REST writes. */
const login = (account: Account) => account.login.replace(/\[bot\]$/, '');

export const userFields: Fields<'User', SchemaUser> = {
  id: ({ account }) => nodeId('U', account.id),
  databaseId: ({ account }) => account.id,
  login: ({ account }) => account.login,
  name: ({ account }) => (account.type === 'User' ? account.name : null),
  url: ({ account }, _, context) => page(account, context),
  email: () => '',
};

export const botFields: Fields<'Bot', SchemaBot> = {
  id: ({ account }) => nodeId('BOT', account.id),
  databaseId: ({ account }) => account.id,
  login: ({ account }) => login(account),
  url: ({ account }, _, context) => page(account, context),
};

export const organizationFields: Fields<'Organization', SchemaOrganization> = {
  id: ({ account }) => nodeId('O', account.id),
  databaseId: ({ account }) => account.id,
  login: ({ account }) => account.login,
  url: ({ account }, _, context) => page(account, context),
};

export const appFields: Fields<'App', SchemaApp> = {
  id: ({ app }) => nodeId('A', app.id),
  databaseId: ({ app }) => app.id,
  name: ({ app }) => app.name,
  slug: ({ app }) => app.slug,
};
