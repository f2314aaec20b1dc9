import fs from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { actionEngines } from '../actions/action-engines.ts';
import { openEngine } from '../open-engine.ts';
import { tryEngines } from '../try-engines.ts';
import type { CommandContext } from './command-context.ts';

/** Makes one picture of each action with the configured engines, prints time and cost, and returns whether all succeeded. */
export async function testEngines(
  { config }: Pick<CommandContext, 'config'>,
  { folder, print }: { readonly folder: string; readonly print: (line: string) => void },
): Promise<boolean> {
  const { engine: settings } = config;
  await fs.mkdir(folder, { recursive: true });
  const { engine, close } = await openEngine(settings, pino({ level: 'silent' }));
  try {
    return await tryEngines({
      engine,
      actionEngines: actionEngines(settings.choices),
      timeoutMs: settings.timeoutMs,
      costs: settings.costs,
      save: async (name, bytes) => {
        const file = path.join(folder, name);
        await fs.writeFile(file, bytes);
        return file;
      },
      print,
      elapsedMs: () => performance.now(),
    });
  } finally {
    await close();
  }
}
