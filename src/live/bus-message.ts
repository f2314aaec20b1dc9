import { z } from 'zod';
import type { ActionId, ImageId, ProjectId, PurchaseId } from '../ids.ts';
import { type Instant, LAST_INSTANT } from '../instant.ts';
import { jsonOrNull } from '../json-or-null.ts';

export type News =
  | readonly ['sequence', ProjectId, number]
  | readonly ['action', ProjectId, ActionId, traceparent?: string]
  | readonly ['purchase', ProjectId, PurchaseId]
  | readonly ['feedback', ProjectId, ImageId]
  | readonly ['picture removed', contentHash: string]
  /** Items that the sender published after this instant may be lost. */
  | readonly ['missed', since: Instant];

interface Message {
  /** Identifies the process that sent it. */
  readonly origin: string;
  readonly items: readonly unknown[];
}

/** A NATS server may be configured to pass on messages of up to 64 MB. */
const MESSAGE_LENGTH_MAX = 1_000_000;

const project = z.guid().transform((id) => id as ProjectId); // only projects that are watched here are looked up
const action = z.guid().transform((id) => id as ActionId); // looked up in the database
const purchase = z.guid().transform((id) => id as PurchaseId); // likewise

const image = z.guid().transform((id) => id as ImageId); // clients query it

const newsRule = z.union([
  z.tuple([z.literal('sequence'), project, z.int().positive()]),
  z.tuple([z.literal('action'), project, action]),
  z.tuple([
    z.literal('action'),
    project,
    action,
    z.string().regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/),
  ]),
  z.tuple([z.literal('purchase'), project, purchase]),
  z.tuple([z.literal('feedback'), project, image]),
  z.tuple([z.literal('picture removed'), z.string().regex(/^[0-9a-f]{64}$/)]),
  z.tuple([z.literal('missed'), z.int().positive().max(LAST_INSTANT)]),
]);

const messageRule = z.object({ origin: z.string().min(1).max(100), news: z.array(z.unknown()) });

export function messageText(origin: string, news: readonly News[]): string {
  return JSON.stringify({ origin, news });
}

/**
 * Null if the text is not a message, because clients of a NATS server may send any text. The items are validated later, because a
 * process also receives its own messages, and ignores them.
 */
export function readMessage(text: string): Message | null {
  const message = text.length > MESSAGE_LENGTH_MAX ? null : messageRule.safeParse(jsonOrNull(text));
  return message?.success ? { origin: message.data.origin, items: message.data.news } : null;
}

/** The valid items of a message. `malformed` is the number of the others, which this version does not know. */
export function readNews(items: readonly unknown[]): { readonly news: readonly News[]; readonly malformed: number } {
  const read = items.map((item) => newsRule.safeParse(item));
  const news = read.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return { news, malformed: items.length - news.length };
}
