/** The whole state of one simulated GitHub as plain data; git objects and refs live in the bare repositories beside it. */
import type { Account, App, Installation, InstallationToken } from './accounts.ts';
import type { Repository } from './repository.ts';
import type { WebhookDelivery } from './webhooks.ts';

export interface State {
  /** By id. */
  accounts: Map<number, Account>;
  apps: Map<number, App>;
  installations: Map<number, Installation>;
  /** By the token's text. */
  tokens: Map<string, InstallationToken>;
  repositories: Map<number, Repository>;
  /** Oldest first. */
  deliveries: WebhookDelivery[];
}

export function emptyState(): State {
  return {
    accounts: new Map(),
    apps: new Map(),
    installations: new Map(),
    tokens: new Map(),
    repositories: new Map(),
    deliveries: [],
  };
}
