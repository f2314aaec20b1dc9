export type TransportName = 'notify' | 'nats';

/** The transport of notifications between processes. */
export interface BusTransport {
  readonly name: TransportName;
  /** The interval between messages, in milliseconds. */
  readonly pauseMs: number;
  /** The maximum of items in a message; each takes at most 150 bytes. */
  readonly newsPerMessageMax: number;
  /** Whether messages of other processes arrive. */
  readonly isConnected: boolean;
  /** Starts to receive, and receives again after every interruption until it is closed. */
  open(receiver: BusReceiver): Promise<void>;
  close(): Promise<void>;
  /** `jobs`: the number of committed jobs for which workers are to be woken. Resolves to false if the messages were not sent. */
  send(messages: readonly string[], jobs: number): Promise<boolean>;
}

export interface BusReceiver {
  readonly onMessage: (message: string) => void;
  /** Called when the connection is lost. Messages of the last LOSS_DETECTION_MAX_MS may be lost, too. */
  readonly onLost: (error: unknown) => void;
  /** Called when the connection is restored. */
  readonly onConnected: () => void;
  readonly onError: (error: unknown) => void;
}

/** The longest time in which a transport notices that the other end no longer answers. */
export const LOSS_DETECTION_MAX_MS = 10_000; // 10 seconds
