/** Turns the Authorization header into the one who asks: a user, an App (JWT), an installation, or nobody. */
import { createVerify } from 'node:crypto';
import { z } from 'zod';
import { GitHubError } from './http/errors.ts';
import type { App, Bot, Installation, InstallationToken, User } from './state/accounts.ts';
import type { World } from './world.ts';

export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'user'; user: User }
  /** Signed with the App's private key; good only for `/app` and a few look-ups. */
  | { kind: 'app'; app: App }
  | { kind: 'installation'; app: App; bot: Bot; installation: Installation; token: InstallationToken };

const jwtHeader = z.object({ alg: z.string() });
const jwtClaims = z.object({ iss: z.union([z.string(), z.number()]), iat: z.number(), exp: z.number() });

/** Reads `Bearer X`, `token X` and Basic (the password, or the user name where there is none, is the token). */
export function authenticate(world: World, header: string | null): Actor {
  const credential = readCredential(header);
  if (credential === null) return { kind: 'anonymous' };
  if (credential.split('.').length === 3 && credential.startsWith('ey')) return verifyJwt(world, credential);
  if (credential.startsWith('tok_')) {
    const account = world.findAccount(credential.slice('tok_'.length));
    if (account?.type === 'User') return { kind: 'user', user: account };
  }
  const token = world.state.tokens.get(credential);
  if (token && new Date(token.expiresAt) > world.clock.now()) return installationActor(world, token);
  throw new GitHubError(401, 'Bad credentials');
}

function installationActor(world: World, token: InstallationToken): Actor {
  const installation = world.state.installations.get(token.installationId);
  const app = installation && world.state.apps.get(installation.appId);
  const bot = app && world.state.accounts.get(app.botId);
  if (!installation || !app || bot?.type !== 'Bot') throw new GitHubError(401, 'Bad credentials');
  if (installation.suspendedAt !== null) throw new GitHubError(403, 'This installation has been suspended');
  return { kind: 'installation', app, bot, installation, token };
}

function readCredential(header: string | null): string | null {
  if (!header) return null;
  const match = /^(\S+)\s+(.+)$/.exec(header.trim());
  if (!match) return null;
  const [, scheme = '', value = ''] = match;
  switch (scheme.toLowerCase()) {
    case 'bearer':
    case 'token':
      return value.trim();
    case 'basic': {
      const [user = '', ...rest] = Buffer.from(value, 'base64').toString().split(':');
      const password = rest.join(':');
      return password === '' || password === 'x-oauth-basic' ? user : password;
    }
  }
  return null;
}

function verifyJwt(world: World, jwt: string): Actor {
  const [header = '', claims = '', signature = ''] = jwt.split('.');
  const undecodable = () => new GitHubError(401, 'A JSON web token could not be decoded');
  const parsedHeader = jwtHeader.safeParse(decodePart(header));
  const parsed = jwtClaims.safeParse(decodePart(claims));
  if (!parsedHeader.success || !parsed.success || parsedHeader.data.alg !== 'RS256') throw undecodable();
  const issuer = String(parsed.data.iss);
  const app = [...world.state.apps.values()].find(
    (one) => String(one.id) === issuer || one.clientId === issuer,
  );
  if (!app) throw new GitHubError(404, 'Integration not found');
  const verifier = createVerify('RSA-SHA256').update(`${header}.${claims}`);
  if (!verifier.verify(app.publicKey, signature, 'base64url')) throw undecodable();
  const now = Math.floor(world.clock.now().getTime() / 1000);
  const { iat, exp } = parsed.data;
  if (exp < now)
    throw new GitHubError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  // GitHub allows ten minutes of life, and some drift of clocks.
  if (exp - now > 10 * 60 + 60)
    throw new GitHubError(401, "'Expiration time' claim ('exp') is too far in the future");
  if (iat > now + 60)
    throw new GitHubError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  return { kind: 'app', app };
}

function decodePart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return null;
  }
}
