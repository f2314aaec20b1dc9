import { randomBytes, randomInt } from 'node:crypto';
import { idsInOrder } from '../../../src/database/ids-in-order.ts';
import type { ApiKeyId, ProjectId, WorkspaceId } from '../../../src/ids.ts';
import type { LoopResult } from '../measuring/closed-loop.ts';

/** What a contender's process is started with. */
export interface ChargingSettings {
  readonly url: string;
  readonly workspaceId: WorkspaceId;
  readonly hot: ProjectId;
  readonly spread: readonly ProjectId[];
  readonly contender: ContenderName;
}

export type ContenderName =
  | 'darkroom with jobs'
  | 'darkroom without jobs'
  | 'darkroom without webhooks'
  | 'darkroom with Stripe'
  | 'darkroom with top-ups'
  | 'darkroom without hashes'
  | 'prepared statement'
  | 'Prisma transaction'
  | 'bulk insert with jobs'
  | 'bulk insert without jobs';

export interface ChargingCalls {
  /** Charges the hot project, or one of the others chosen at random for each charge. */
  measure(load: Load): Promise<LoopResult>;
}

export interface Load {
  readonly shape: 'hot' | 'spread';
  readonly callers: number;
  readonly durationMs: number;
}

/** Who charges, one call at a time or many at once. */
export interface Contender {
  /** Resolves once one charge has been committed. */
  charge(projectId: ProjectId): Promise<void>;
}

/** Every contender writes ids of this kind. */
export const newId = idsInOrder(Date.now, randomBytes);

/** A key as long as a client's would be. */
export const newKey = (): string => `order-${newId<string>()}`;

/** All contenders take the hash of the request as given. */
export const REQUEST_HASH = 'a1'.repeat(32);

export const CREDITS = 5;
export const ACTOR = 'First key';
export const KEY_ID = newId<ApiKeyId>();
export const PROMPT = 'A silver necklace on marble, soft light';

export function oneOf<Item>(items: readonly Item[]): Item {
  const item = items[randomInt(items.length)];
  if (item === undefined) throw new Error('there is nothing to choose from');
  return item;
}
