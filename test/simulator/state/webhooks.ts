/** What was sent to Apps, kept as GitHub keeps it for the redelivery endpoints. */
import type { JsonObject } from '../json.ts';

export interface WebhookDelivery {
  id: number;
  appId: number;
  /** Value of X-GitHub-Delivery; a redelivery keeps it. */
  guid: string;
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  redelivery: boolean;
  deliveredAt: string;
  /** Seconds. */
  duration: number;
  /** `OK`, or GitHub's word for what went wrong. */
  status: string;
  statusCode: number;
  url: string;
  request: { headers: Record<string, string>; payload: JsonObject };
  response: { headers: Record<string, string>; payload: string };
}
