/** Emits webhook events: completes the payload, decides which Apps hear of it, hands it to delivery. */
import { nodeId } from './ids.ts';
import type { JsonObject } from './json.ts';
import { permits } from './permissions.ts';
import { serializeAccount, serializeOrganization } from './serialize/account.ts';
import { serializeRepository } from './serialize/repository.ts';
import type { App, Installation, Organization, Person } from './state/accounts.ts';
import type { Repository } from './state/repository.ts';
import type { World } from './world.ts';

export interface Emission {
  /** Value of X-GitHub-Event: `pull_request`. */
  event: string;
  /** null for the events that have none (`push`, `create`, `delete`, `status`, `fork`). */
  action: string | null;
  /** Repository of the event; null for events of an account (`team`, `membership`, `organization`, `installation`). */
  repo: Repository | null;
  /** Needed only where there is no repository. */
  organization?: Organization;
  sender: Person;
  /** What is particular to the event; action, repository, organization, sender and installation are added. */
  payload: JsonObject;
  /** Only this App hears of it (check suites and re-requests go to the App that owns the run). */
  onlyAppId?: number;
  /** Sent to the App of this installation without subscription: `installation`, `installation_repositories`. */
  installation?: Installation;
}

export type EmissionListener = (event: string, payload: JsonObject) => void;

/** Permission without which an App is not sent an event. */
const NEEDED: Readonly<Record<string, string>> = {
  push: 'contents',
  create: 'contents',
  delete: 'contents',
  release: 'contents',
  commit_comment: 'contents',
  merge_group: 'merge_queues',
  pull_request: 'pull_requests',
  pull_request_review: 'pull_requests',
  pull_request_review_comment: 'pull_requests',
  pull_request_review_thread: 'pull_requests',
  issues: 'issues',
  issue_comment: 'issues',
  check_run: 'checks',
  check_suite: 'checks',
  status: 'statuses',
  deployment: 'deployments',
  deployment_status: 'deployments',
  branch_protection_rule: 'administration',
  branch_protection_configuration: 'administration',
  member: 'members',
  membership: 'members',
  organization: 'members',
  team: 'members',
};

export class Events {
  readonly #world: World;
  readonly #listeners: EmissionListener[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** Calls back with every event and its payload (without `installation`), whoever is subscribed. For tests and the demo. */
  onEmit(listener: EmissionListener): void {
    this.#listeners.push(listener);
  }

  /** Returns once the deliveries are queued; `world.deliveries.settled()` waits until they were answered. */
  emit(emission: Emission): void {
    this.#world.lag.note();
    const payload = this.#complete(emission);
    for (const listener of this.#listeners) listener(emission.event, payload);
    for (const [app, installation] of this.#audience(emission)) {
      this.#world.deliveries.queue({
        app,
        event: emission.event,
        action: emission.action,
        installationId: installation.id,
        repositoryId: emission.repo?.id ?? null,
        payload: emission.installation
          ? payload
          : { ...payload, installation: { id: installation.id, node_id: installationNodeId(installation) } },
      });
    }
  }

  #complete(emission: Emission): JsonObject {
    const world = this.#world;
    const organization =
      emission.organization ?? (emission.repo ? world.organizationOf(emission.repo) : null);
    return {
      ...(emission.action === null ? {} : { action: emission.action }),
      ...emission.payload,
      ...(emission.repo && !('repository' in emission.payload)
        ? { repository: serializeRepository(world, emission.repo) }
        : {}),
      ...(organization ? { organization: serializeOrganization(world, organization) } : {}),
      sender: serializeAccount(world, emission.sender),
    };
  }

  #audience(emission: Emission): [App, Installation][] {
    const world = this.#world;
    const ownerId = emission.repo?.ownerId ?? emission.organization?.id;
    const audience: [App, Installation][] = [];
    for (const installation of world.state.installations.values()) {
      const app = world.state.apps.get(installation.appId);
      if (!app) continue;
      if (emission.onlyAppId !== undefined && emission.onlyAppId !== app.id) continue;
      if (emission.installation) {
        if (emission.installation.id === installation.id) audience.push([app, installation]);
        continue;
      }
      if (installation.accountId !== ownerId || installation.suspendedAt !== null) continue;
      if (
        emission.repo &&
        installation.repositorySelection === 'selected' &&
        !installation.repositoryIds.has(emission.repo.id)
      )
        continue;
      if (!hears(installation, emission)) continue;
      audience.push([app, installation]);
    }
    return audience;
  }
}

/** Subscribed and permitted. Comments on pull requests reach Apps with either permission. */
function hears(installation: Installation, emission: Emission): boolean {
  // An App with write access to checks always hears of its own suites and of re-run requests.
  const automatic =
    ['check_run', 'check_suite'].includes(emission.event) &&
    permits(installation.permissions, 'checks', 'write') &&
    ['requested', 'rerequested', 'requested_action'].includes(emission.action ?? '');
  if (automatic) return true;
  if (!installation.events.includes(emission.event)) return false;
  const needed = NEEDED[emission.event];
  if (needed === undefined || permits(installation.permissions, needed, 'read')) return true;
  return emission.event === 'issue_comment' && permits(installation.permissions, 'pull_requests', 'read');
}

export function installationNodeId(installation: Installation): string {
  return nodeId('MDIz', installation.id);
}
