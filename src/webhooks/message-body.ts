import type { ActionId, GrantId, ImageId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { MESSAGE_TYPES, type WebhookEvent } from './webhook-event.ts';

/** How ids are written for clients. */
export interface WriteIds {
  readonly projectId: (id: ProjectId) => string;
  readonly actionId: (id: ActionId) => string;
  readonly grantId: (id: GrantId) => string;
  readonly imageId: (id: ImageId) => string;
}

export interface Message {
  readonly event: WebhookEvent;
  /** What the transaction wrote down, in which ids are UUIDs. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly createdAt: Instant;
}

/** The body that is sent: the same text on every try, because the signature and the receiver's own checks rest on it. */
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
