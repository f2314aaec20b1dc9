import type { SocketLimits } from '../socket/socket-limits.ts';

/** The limits of the resources of a process that clients may use. */
export interface ServerLimits extends SocketLimits {
  /** The body of a request to /graphql. */
  readonly bodyBytes: number;
  /** The body of a request to /graphql without a credential. A longer one is not parsed. */
  readonly anonymousBytes: number;
  /** All incomplete request bodies together, except uploads. */
  readonly bodiesBytes: number;
  /** The memory of the cache of parsed and validated documents. */
  readonly documentCacheBytes: number;
  /** All unread responses together, except messages on WebSockets. */
  readonly unreadBytes: number;
  /** The time within which a client must read more of its response. */
  readonly answerStallSeconds: number;
  /** All unfinished uploads together. */
  readonly uploadsBytes: number;
  /** The scaled copies on the disk that this process has made or found. */
  readonly copiesBytes: number;
  /** The time within which the headers of a request must arrive. */
  readonly headerSeconds: number;
  /** The time within which the body of a request must arrive, except for uploads. */
  readonly bodySeconds: number;
  /** The sustained rate of requests of one credential; an operation on a WebSocket counts as a request. */
  readonly requestsPerSecond: number;
  /** The largest burst of requests of one credential. */
  readonly requestBurst: number;
  /** Questions to the documentation of one credential, or without a credential of one address; also the largest burst. */
  readonly asksPerMinute: number;
  readonly subjectsPerMinute: number;
  /** The sustained rate of requests of one address, with any credential. */
  readonly addressRequestsPerSecond: number;
  readonly addressRequestBurst: number;
}
