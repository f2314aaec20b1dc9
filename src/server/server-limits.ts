/** What one client may take of a process, whatever it asks for. */
export interface ServerLimits {
  /** Of a request to /graphql. */
  readonly bodyBytes: number;
  /** Of a message on a WebSocket. */
  readonly messageBytes: number;
  /** For a request's headers to arrive. */
  readonly headerSeconds: number;
  /** For the body of a request to /graphql to arrive. */
  readonly bodySeconds: number;
  /** Requests of one credential in the long run; an operation on a socket counts as a request. */
  readonly requestsPerSecond: number;
  /** As many at once, after a pause. */
  readonly requestBurst: number;
  /** The same for one address, whoever asks from there. */
  readonly addressRequestsPerSecond: number;
  readonly addressRequestBurst: number;
  /** Operations under way on one socket. */
  readonly subscriptionsPerSocket: number;
  readonly socketsPerCredential: number;
  /** That may wait to be sent on one socket. */
  readonly socketBufferBytes: number;
  /** That a socket may take to read on. */
  readonly socketStallSeconds: number;
  /** For a socket to say who opened it. */
  readonly socketInitSeconds: number;
}
