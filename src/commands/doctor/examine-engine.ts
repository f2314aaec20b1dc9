import { pino } from 'pino';
import { actionEngines } from '../../actions/action-engines.ts';
import type { EngineSettings } from '../../engines/engine-settings.ts';
import { openEngine } from '../../open-engine.ts';
import { reasonOf } from '../../reason-of.ts';
import type { Finding } from './finding.ts';

/** Opens the configured engines. Calls no provider, because calls cost money; `darkroom engines test` calls them. */
export async function examineEngine(settings: EngineSettings): Promise<Finding> {
  const engines = Object.values(actionEngines(settings.choices));
  const names = [...new Set(engines.map(({ name }) => name))].join(', ');
  try {
    const { close } = await openEngine(settings, pino({ level: 'silent' }));
    await close();
  } catch (error) {
    return { area: 'engine', level: 'problem', message: `${names} cannot be opened: ${reasonOf(error)}` };
  }
  const preview = engines.some(({ isPreview }) => isPreview)
    ? '; builtin is a preview, not a model: set ENGINE for real pictures'
    : '';
  const test = engines.every(({ name }) => name === 'builtin')
    ? ''
    : '; "darkroom engines test" calls it once for each action';
  return { area: 'engine', level: 'ok', message: `${names}${preview}${test}` };
}
