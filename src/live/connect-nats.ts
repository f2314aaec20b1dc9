import type { NatsConnection } from '@nats-io/transport-node';
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { messageText } from './bus-message.ts';
import type { NatsSettings } from './nats-settings.ts';

/** How long a server may take to accept a connection. */
const CONNECT_TIMEOUT_MS = 2_000; // 2 seconds

/** Between attempts to connect, and to reconnect. */
export const NATS_RETRY_MS = 250;

/**
 * A server that has left two pings in a row unanswered is lost after three intervals, sooner than LOSS_DETECTION_MAX_MS: a machine
 * that loses its network closes no connection.
 */
const PING_INTERVAL_MS = 2_000; // 2 seconds
const PINGS_UNANSWERED_MAX = 2;

/** Loads the library, which only installations with NATS need. */
async function connectNats({ servers, user, secret, tls }: NatsSettings): Promise<NatsConnection> {
  const { connect } = await import('@nats-io/transport-node');
  return connect({
    servers: [...servers],
    ...(user !== null && { user, pass: secret ?? '' }),
    ...(user === null && secret !== null && { token: secret }),
    ...(tls && { tls: {} }),
    name: 'darkroom',
    noEcho: true,
    timeout: CONNECT_TIMEOUT_MS,
    maxReconnectAttempts: -1,
    ignoreAuthErrorAbort: true, // credentials may be refused while servers are being reconfigured
    reconnectTimeWait: NATS_RETRY_MS,
    reconnectJitter: NATS_RETRY_MS,
    reconnectJitterTLS: NATS_RETRY_MS,
    pingInterval: PING_INTERVAL_MS,
    maxPingOut: PINGS_UNANSWERED_MAX,
  });
}

/** The subject of a database, so that several installations can share the servers of NATS. */
export function natsSubject(databaseIdentity: string): string {
  return `darkroom.live.${createHash('sha256').update(databaseIdentity).digest('hex').slice(0, 32)}`;
}

/** Contains no items, so every receiver ignores it. */
const PROBE = messageText('probe', []);

export interface NatsSubscription {
  readonly connection: NatsConnection;
  /** Rejects if the server refuses the subscription, or messages to its subject. Never resolves. */
  readonly refused: Promise<never>;
}

/** Connects, and resolves when the server has accepted the subscription and a message. Otherwise throws, and leaves nothing open. */
export async function subscribeNats(
  settings: NatsSettings,
  subject: string,
  onMessage: (message: string) => void,
): Promise<NatsSubscription> {
  const connection = await connectNats(settings);
  const { promise: refused, reject } = Promise.withResolvers<never>();
  refused.catch(() => undefined); // otherwise a rejection before the first await would be unhandled
  void rejectOnViolation(connection, reject);
  connection.subscribe(subject, {
    callback: (error, message) => (error ? reject(error) : onMessage(message.string())),
  });
  connection.publish(subject, PROBE);
  try {
    await Promise.race([connection.flush().then(() => setImmediate()), refused]); // a refusal arrives before the response to the flush
    return { connection, refused };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function rejectOnViolation(connection: NatsConnection, reject: (error: Error) => void): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === 'error' && status.error.name === 'PermissionViolationError') reject(status.error);
  }
}
