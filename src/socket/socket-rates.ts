import type { GraphQLError } from 'graphql';
import type { Viewer } from '../access/viewer.ts';

/** How often a credential may ask, over whatever transport and on however many sockets. */
export interface SocketRates {
  /** Counts an operation; the error where it is one too many, otherwise null. */
  refuseCredential(viewer: Viewer): GraphQLError | null;
  /** Counts what an operation does beyond one request. */
  countRequests(viewer: Viewer, more: number): void;
  /** Counts a question of somebody to the documentation; the error where it is one too many, otherwise null. */
  refuseAsk(asker: string): GraphQLError | null;
  /** Counts a message that has been received. For so many milliseconds no other one should be read; mostly 0. */
  delayMs(viewer: Viewer, bytes: number): number;
}
