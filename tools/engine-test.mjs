// Makes one picture of each action with what is configured, and prints its time and cost:
//   npm run engine:test [folder]
// The pictures go to the folder, .state/engine-test unless one is named. Exits with 1 where one could not be made.
import fs from 'node:fs/promises';
import path from 'node:path';

const checkout = path.join(import.meta.dirname, '..');
const built = (file) => import(path.join(checkout, 'dist', file));
const [{ readConfig }, { openEngine }, { actionEngines }, { tryEngines }, { pino }] = await Promise.all([
  built('config/config.js'),
  built('open-engine.js'),
  built('actions/action-engines.js'),
  built('try-engines.js'),
  import('pino'),
]);

const folder = path.resolve(process.argv[2] ?? path.join(checkout, '.state/engine-test'));
try {
  const { engine: settings } = readConfig(process.env, checkout);
  await fs.mkdir(folder, { recursive: true });
  const { engine, close } = await openEngine(settings, pino({ level: 'silent' }));
  const isGood = await tryEngines({
    engine,
    actionEngines: actionEngines(settings.choices),
    timeoutMs: settings.timeoutMs,
    costs: settings.costs,
    save: async (name, bytes) => {
      const file = path.join(folder, name);
      await fs.writeFile(file, bytes);
      return file;
    },
    print: (line) => console.log(line),
    elapsedMs: () => performance.now(),
  });
  await close();
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  console.error(`engine:test: ${error.message}`);
  process.exitCode = 1;
}
