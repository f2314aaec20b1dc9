import type { GraphQLError } from 'graphql';
import type { Viewer } from '../access/viewer.ts';

/** The rate limits of a credential, across transports and sockets. */
export interface SocketRates {
  /** Counts an operation. Returns an error if it exceeds the limit, else null. */
  refuseCredential(viewer: Viewer): GraphQLError | null;
  /** Counts the additional requests of an operation. */
  countRequests(viewer: Viewer, more: number): void;
  /** Counts a question to the documentation. Returns an error if it exceeds the limit, else null. */
  refuseAsk(asker: string): GraphQLError | null;
  /** Counts a call of findSubject. Returns an error if it exceeds the limit, else null. */
  refuseSubject(seeker: string): GraphQLError | null;
  /** Counts a received message. Returns how long to stop reading, mostly 0. */
  delayMs(viewer: Viewer, bytes: number): number;
}
