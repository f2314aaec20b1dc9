/** The limits of the resources that one client may use by its sockets. */
export interface SocketLimits {
  /** The size of a message. */
  readonly messageBytes: number;
  /** The duration of a query or mutation, on a socket or over HTTP. */
  readonly requestSeconds: number;
  /** The nesting of objects and lists in a message. */
  readonly messageDepth: number;
  /** The characters of an operation's id. */
  readonly operationIdLength: number;
  /** The sustained rate of one credential, pings included; a burst after a pause may have ten times as many. */
  readonly socketMessagesPerSecond: number;
  readonly socketBytesPerSecond: number;
  /** The operations of one socket that have not ended. */
  readonly subscriptionsPerSocket: number;
  /** The size of the messages that started the unfinished operations of one socket, which are retained. */
  readonly socketRetainedBytes: number;
  /** The same for all sockets of the process. */
  readonly retainedBytes: number;
  readonly socketsPerCredential: number;
  /** The unsent bytes of one socket. */
  readonly socketBufferBytes: number;
  /** How long a client may stop reading. */
  readonly socketStallSeconds: number;
  /** How long a socket may take to send `connection_init`. */
  readonly socketInitSeconds: number;
}
