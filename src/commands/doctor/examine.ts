import type { Config } from '../../config/config.ts';
import type { CommandResult } from '../command-result.ts';
import type { CommandSurroundings } from '../command-surroundings.ts';
import { withDatabase } from '../with-database.ts';
import { examineClock, examineDatabase } from './examine-database.ts';
import { examineEngine } from './examine-engine.ts';
import { examineStorage } from './examine-storage.ts';
import { examineStripe } from './examine-stripe.ts';
import { type Finding, reasonOf } from './finding.ts';

export type DoctorSurroundings = Omit<CommandSurroundings, 'config' | 'randomBytes'> & {
  /** Throws StartError if a variable is wrong. */
  readonly readConfig: () => Config;
};

/** Examines everything that a start needs, and goes on after what is wrong. */
export async function examine(surroundings: DoctorSurroundings): Promise<CommandResult> {
  const findings = await findingsOf(surroundings);
  const problems = findings.filter(({ level }) => level === 'problem').length;
  return {
    isGood: problems === 0,
    lines: findings.map(({ area, level, message }) => `${level.padEnd(7)}  ${area.padEnd(13)}  ${message}`),
    json: { ok: problems === 0, findings },
  };
}

async function findingsOf({ readConfig, checkout, clock }: DoctorSurroundings): Promise<Finding[]> {
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
  ];
}

async function examineServer(
  config: Config,
  checkout: string,
  clock: CommandSurroundings['clock'],
): Promise<Finding[]> {
  try {
    return await withDatabase(config, async (url) => {
      const findings = await examineDatabase(config, url, checkout);
      const isReached = findings.some(({ level }) => level === 'ok');
      return isReached ? [...findings, await examineClock(url, clock)] : findings;
    });
  } catch (error) {
    return [{ area: 'database', level: 'problem', message: reasonOf(error) }];
  }
}
