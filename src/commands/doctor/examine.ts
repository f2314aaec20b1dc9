import type { Config } from '../../config/config.ts';
import type { CommandResult } from '../command-result.ts';
import type { CommandContext } from '../command-context.ts';
import { databaseIdentity } from '../../database/database-identity.ts';
import { withClient } from '../../database/open-client.ts';
import { withDatabase } from '../with-database.ts';
import { examineClock, examineDatabase } from './examine-database.ts';
import { examineEngine } from './examine-engine.ts';
import { examineNats } from './examine-nats.ts';
import { examineOidc } from './examine-oidc.ts';
import { examineStorage } from './examine-storage.ts';
import { examineStripe } from './examine-stripe.ts';
import { reasonOf } from '../../reason-of.ts';
import type { Finding } from './finding.ts';

export type DoctorContext = Omit<CommandContext, 'config' | 'randomBytes'> & {
  /** Throws StartError if a variable is wrong. */
  readonly readConfig: () => Config;
};

/** Examines everything that a start needs, and continues after a problem. */
export async function examine(context: DoctorContext): Promise<CommandResult> {
  const findings = await findingsOf(context);
  const problems = findings.filter(({ level }) => level === 'problem').length;
  return {
    isGood: problems === 0,
    lines: findings.map(({ area, level, message }) => `${level.padEnd(7)}  ${area.padEnd(13)}  ${message}`),
    json: { ok: problems === 0, findings },
  };
}

async function findingsOf({ readConfig, checkout, clock }: DoctorContext): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    return [{ area: 'configuration', level: 'problem', message: reasonOf(error) }];
  }
  return [
    { area: 'configuration', level: 'ok', message: 'every variable can be taken' },
    ...(await examineServer(config, checkout, clock)),
    await examineStorage(config, clock),
    await examineEngine(config.engine),
    await examineStripe(config.stripe),
    ...(await examineOidc(config)),
  ];
}

async function examineServer(config: Config, checkout: string, clock: CommandContext['clock']): Promise<Finding[]> {
  try {
    return await withDatabase(config, async (url) => [
      ...(await examineDatabase(config, url, checkout)),
      await examineClock(url, clock),
      ...(await examineNotifications(config, url)),
    ]);
  } catch (error) {
    return [{ area: 'database', level: 'problem', message: reasonOf(error) }];
  }
}

/** Without NATS, notifications use the database, which is examined anyway. */
async function examineNotifications({ nats: settings }: Config, url: string): Promise<Finding[]> {
  return settings === null
    ? []
    : [await examineNats({ settings, databaseIdentity: await withClient(url, databaseIdentity, 'darkroom doctor') })];
}
