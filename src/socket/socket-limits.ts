/** What one client may take of a process by its sockets. */
export interface SocketLimits {
  /** Of a message. */
  readonly messageBytes: number;
  /** For a query or a mutation to be answered, on a socket or over HTTP. */
  readonly requestSeconds: number;
  /** Objects and lists inside one another in a message. */
  readonly messageDepth: number;
  /** Characters of an operation's id. */
  readonly operationIdLength: number;
  /** Of one credential in the long run, pings included; ten times as many at once after a pause. */
  readonly socketMessagesPerSecond: number;
  readonly socketBytesPerSecond: number;
  /** Operations of one socket that have not ended. */
  readonly subscriptionsPerSocket: number;
  /** Messages that started the operations of one socket which have not ended: they are kept until then. */
  readonly socketRetainedBytes: number;
  /** The same of all sockets of the process. */
  readonly retainedBytes: number;
  readonly socketsPerCredential: number;
  /** Waiting to be sent on one socket. */
  readonly socketBufferBytes: number;
  /** For a client to read on. */
  readonly socketStallSeconds: number;
  /** For a socket to send `connection_init`. */
  readonly socketInitSeconds: number;
}
