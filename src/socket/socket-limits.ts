/** What one client may take of a process by its sockets. */
export interface SocketLimits {
  /** Of a message on a WebSocket. */
  readonly messageBytes: number;
  /** For a query or a mutation to be answered, on a socket or over HTTP. */
  readonly requestSeconds: number;
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
