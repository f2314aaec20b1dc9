import { natsSubject, subscribeNats } from '../../live/connect-nats.ts';
import type { NatsSettings } from '../../live/nats-settings.ts';
import { reasonOf } from '../../reason-of.ts';
import type { Finding } from './finding.ts';

/** Connects, subscribes and publishes with the configured credentials. */
export async function examineNats({
  settings,
  databaseIdentity,
}: {
  readonly settings: NatsSettings;
  readonly databaseIdentity: string;
}): Promise<Finding> {
  const area = 'notifications';
  const subject = natsSubject(databaseIdentity);
  try {
    const { connection } = await subscribeNats(settings, subject, () => undefined);
    const message = `NATS at ${connection.getServer()} answers, ${settings.tls ? 'with TLS, ' : ''}subject ${subject}`;
    await connection.close();
    return { area, level: 'ok', message };
  } catch (error) {
    const message = `NATS cannot be used, so that pushes from other processes are up to 5 s late: ${reasonOf(error)}; check NATS_URL, and that its user may publish and subscribe to ${subject}`;
    return { area, level: 'problem', message };
  }
}
