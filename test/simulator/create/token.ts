/** Makes installation tokens, narrowed when asked. */
import { createHash } from 'node:crypto';
import { timestamp } from '../clock.ts';
import type { Installation, InstallationToken, Permissions } from '../state/accounts.ts';
import type { World } from '../world.ts';

export interface TokenInput {
  permissions?: Permissions | undefined;
  repositoryIds?: number[] | undefined;
}

const LIFE_MS = 60 * 60 * 1000;

/** A `ghs_…` token that is good for an hour. Whether the narrowing is allowed is the route's to decide. */
export function issueToken(
  world: World,
  installation: Installation,
  input: TokenInput = {},
): InstallationToken {
  const secret = createHash('sha256')
    .update(`token ${installation.id} ${world.ids.next()}`)
    .digest('base64url');
  const selected = installation.repositorySelection === 'selected' ? [...installation.repositoryIds] : null;
  const repositoryIds = input.repositoryIds ?? selected;
  const token: InstallationToken = {
    token: `ghs_${secret
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, 36)
      .padEnd(36, '0')}`,
    installationId: installation.id,
    permissions: input.permissions ?? { ...installation.permissions },
    repositoryIds: repositoryIds === null ? null : new Set(repositoryIds),
    expiresAt: timestamp(new Date(world.clock.now().getTime() + LIFE_MS)),
  };
  world.state.tokens.set(token.token, token);
  return token;
}
