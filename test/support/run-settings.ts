/** What the set-up of a test run hands to its test files: they run in other processes, which inherit the environment. */
export interface RunSettings {
  /** The URL of the database `postgres` of the test cluster. */
  readonly adminUrl: string;
  /** What the names of this run's databases begin with. */
  readonly prefix: string;
  /** The migrated database that test files clone. */
  readonly template: string;
  /** Where test files make clusters of their own. */
  readonly ownFolder: string;
}

const VARIABLE = 'DARKROOM_TEST_RUN';

export function publishRunSettings(settings: RunSettings): void {
  process.env[VARIABLE] = JSON.stringify(settings);
}

export function runSettings(): RunSettings {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('no test run has been set up: start the tests by `npm test`');
  const settings: RunSettings = JSON.parse(text);
  return settings;
}
