import type { SocketLimits } from '../socket/socket-limits.ts';

/** What one client may take of a process, whatever it asks for. */
export interface ServerLimits extends SocketLimits {
  /** Of a request to /graphql. */
  readonly bodyBytes: number;
  /** Of a request to /graphql that carries no credential: more is not read as a document. */
  readonly anonymousBytes: number;
  /** Of all bodies that are still arriving, uploads aside. */
  readonly bodiesBytes: number;
  /** The memory of the cache of parsed and validated documents. */
  readonly documentCacheBytes: number;
  /** Of all answers that wait to be read, on sockets aside. */
  readonly unreadBytes: number;
  /** That a client may take to read on. */
  readonly answerStallSeconds: number;
  /** Of all uploads that are under way. */
  readonly uploadsBytes: number;
  /** Of the scaled copies on the disk that this process has made or found. */
  readonly copiesBytes: number;
  /** For a request's headers to arrive. */
  readonly headerSeconds: number;
  /** For the body of a request to arrive, uploads aside. */
  readonly bodySeconds: number;
  /** Requests of one credential in the long run; an operation on a socket counts as a request. */
  readonly requestsPerSecond: number;
  /** As many at once, after a pause. */
  readonly requestBurst: number;
  /** Questions to the documentation of one credential, or without any of one address; as many at once, after a pause. */
  readonly asksPerMinute: number;
  /** The same for one address, whoever asks from there. */
  readonly addressRequestsPerSecond: number;
  readonly addressRequestBurst: number;
}
