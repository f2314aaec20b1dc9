import type { NatsConnection } from '@nats-io/transport-node';
import { reasonOf } from '../reason-of.ts';
import { StartError } from '../start-error.ts';
import type { BusReceiver, BusTransport } from './bus-transport.ts';
import type { JobNotifier } from './job-notifier.ts';
import { NATS_RETRY_MS, natsSubject, type NatsSubscription, subscribeNats } from './connect-nats.ts';
import type { NatsSettings } from './nats-settings.ts';

export interface NatsTransportOptions {
  readonly settings: NatsSettings;
  /** Only processes on the same database receive from each other. */
  readonly databaseIdentity: string;
  readonly jobNotifier: JobNotifier;
  readonly wait: (delayMs: number) => Promise<void>;
}

/**
 * Core NATS, without JetStream: a process reads missed changes from the database. The library reconnects. `#run` opens a new
 * connection if the library gives up, or if none could be opened at the start.
 */
export class NatsTransport implements BusTransport {
  readonly name = 'nats';
  readonly pauseMs = 2;
  readonly newsPerMessageMax = 500; // 75 kB, and servers accept 1 MB unless they are configured otherwise
  readonly #options: NatsTransportOptions;
  readonly #subject: string;
  #connection: NatsConnection | null = null;
  #isConnected = false;
  #isClosed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: NatsTransportOptions) {
    this.#options = options;
    this.#subject = natsSubject(options.databaseIdentity);
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** Throws StartError if the servers refuse the credentials. Servers that do not answer are tried until they do. */
  async open(receiver: BusReceiver): Promise<void> {
    let first: NatsSubscription | null = null;
    try {
      first = await this.#subscribe(receiver);
    } catch (error) {
      if (isRefusal(error)) throw new StartError(`the servers of NATS_URL refuse the connection: ${reasonOf(error)}`);
      receiver.onLost(error);
    }
    this.#running = this.#run(first, receiver);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#options.jobNotifier.finished();
    await this.#connection?.drain().catch(() => this.#connection?.close()); // the server is away
    await this.#running;
  }

  async send(messages: readonly string[], jobs: number): Promise<boolean> {
    if (jobs > 0) this.#options.jobNotifier.notify(jobs);
    if (!this.#isConnected) return false; // the library would keep them in memory
    for (const message of messages) this.#connection?.publish(this.#subject, message);
    return true;
  }

  async #run(first: NatsSubscription | null, receiver: BusReceiver): Promise<void> {
    for (let open = first; !this.#isClosed; open = await this.#subscribe(receiver).catch(() => null)) {
      if (open === null) {
        await this.#options.wait(NATS_RETRY_MS); // the interruption has been reported
        continue;
      }
      const error = await Promise.race([open.connection.closed(), open.refused.catch((refusal: unknown) => refusal)]);
      this.#lose(receiver, error ?? new Error('the connection to NATS was closed'));
      await open.connection.close();
    }
  }

  async #subscribe(receiver: BusReceiver): Promise<NatsSubscription> {
    const open = await subscribeNats(this.#options.settings, this.#subject, receiver.onMessage);
    this.#connection = open.connection;
    this.#isConnected = true;
    receiver.onConnected();
    void this.#follow(open.connection, receiver);
    return open;
  }

  async #follow(connection: NatsConnection, receiver: BusReceiver): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') this.#lose(receiver, new Error('the connection to NATS was lost'));
      else if (status.type === 'error') receiver.onError(status.error);
      else if (status.type === 'reconnect') {
        this.#isConnected = true;
        receiver.onConnected();
      }
    }
  }

  #lose(receiver: BusReceiver, error: unknown): void {
    if (!this.#isConnected || this.#isClosed) return;
    this.#isConnected = false;
    receiver.onLost(error);
  }
}

/** Unreachable servers cause other errors. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['AuthorizationError', 'UserAuthenticationExpiredError', 'PermissionViolationError'].includes(error.name)
  );
}
