import type { Logger } from 'pino';
import type { Database } from './database/database.ts';
import { databaseIdentity } from './database/database-identity.ts';
import type { BusTransport } from './live/bus-transport.ts';
import { JobNotifier } from './live/job-notifier.ts';
import type { NatsSettings } from './live/nats-settings.ts';
import { NatsTransport } from './live/nats-transport.ts';
import { NotifyTransport } from './live/notify-transport.ts';

export interface TransportOptions {
  /** The NATS servers that carry notifications between processes; null or absent: PostgreSQL carries them. */
  readonly nats?: NatsSettings | null;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
}

export async function openTransport(
  { nats = null, wait, log }: TransportOptions,
  { url, sessionPool: pool }: Pick<Database, 'url' | 'sessionPool'>,
): Promise<BusTransport> {
  if (nats === null) return new NotifyTransport({ url, pool, wait });
  const onError = (error: unknown) =>
    log.warn({ err: error }, 'workers were not notified of jobs, which they find by themselves');
  const jobNotifier = new JobNotifier({ pool, wait, onError });
  return new NatsTransport({ settings: nats, databaseIdentity: await databaseIdentity(pool), jobNotifier, wait });
}
