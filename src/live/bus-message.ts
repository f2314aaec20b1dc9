import { z } from 'zod';
import type { ActionId, ProjectId } from '../ids.ts';
import { type Instant, LAST_INSTANT } from '../instant.ts';
import { jsonOrNull } from '../json-or-null.ts';

export type News =
  | readonly ['sequence', ProjectId, number]
  | readonly ['action', ProjectId, ActionId, traceparent?: string]
  | readonly ['picture removed', contentHash: string]
  /** Items that the sender published after this instant may not have arrived. */
  | readonly ['missed', since: Instant];

interface Received {
  /** The process that sent it. */
  readonly origin: string;
  readonly news: readonly News[];
  /** How many items are none that this version knows. */
  readonly malformed: number;
}

/** A NATS server may be configured to pass on messages of up to 64 MB. */
const MESSAGE_LENGTH_MAX = 1_000_000;

const project = z.guid().transform((id) => id as ProjectId); // only projects that are watched here are looked up
const action = z.guid().transform((id) => id as ActionId); // looked up in the database

const newsRule = z.union([
  z.tuple([z.literal('sequence'), project, z.int().positive()]),
  z.tuple([z.literal('action'), project, action]),
  z.tuple([
    z.literal('action'),
    project,
    action,
    z.string().regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/),
  ]),
  z.tuple([z.literal('picture removed'), z.string().regex(/^[0-9a-f]{64}$/)]),
  z.tuple([z.literal('missed'), z.int().positive().max(LAST_INSTANT)]),
]);

const messageRule = z.object({ origin: z.string().min(1).max(100), news: z.array(z.unknown()) });

export function messageText(origin: string, news: readonly News[]): string {
  return JSON.stringify({ origin, news });
}

/** Null if it is no message. Anybody who may publish on a NATS server can send anything. */
export function readMessage(text: string): Received | null {
  const message = text.length > MESSAGE_LENGTH_MAX ? null : messageRule.safeParse(jsonOrNull(text));
  if (!message?.success) return null;
  const items = message.data.news.map((item) => newsRule.safeParse(item));
  const news = items.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return { origin: message.data.origin, news, malformed: items.length - news.length };
}
