import type { ActionId, GrantId, ImageId, ProjectId, PurchaseId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { MESSAGE_TYPES, type WebhookEvent } from './webhook-event.ts';

/** Converts ids to their form in the API. */
export interface WriteIds {
  readonly projectId: (id: ProjectId) => string;
  readonly actionId: (id: ActionId) => string;
  readonly grantId: (id: GrantId) => string;
  readonly imageId: (id: ImageId) => string;
  readonly purchaseId: (id: PurchaseId) => string;
}

export interface Message {
  readonly event: WebhookEvent;
  /** The data of the event as stored, with ids as UUIDs. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly createdAt: Instant;
}

/** The body of the request. It is the same on every try, because signatures and receivers' checks depend on it. */
export function messageBody({ event, facts, createdAt }: Message, writeIds: WriteIds): string {
  const writers = writeIds as unknown as Readonly<Record<string, ((id: string) => string) | undefined>>; // by the field's name
  const data = Object.entries(facts)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([field, value]) => [field, typeof value === 'string' ? (writers[field]?.(value) ?? value) : value]);
  return JSON.stringify({
    type: MESSAGE_TYPES[event],
    timestamp: new Date(createdAt).toISOString(),
    data: Object.fromEntries(data),
  });
}
