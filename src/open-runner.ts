import type { Logger } from 'pino';
import type { ActionEngines } from './actions/action-engines.ts';
import { ActionRunner, type RunnerDependencies } from './actions/action-runner.ts';
import { EngineCalls } from './actions/engine-calls.ts';
import type { Engine } from './engines/engine.ts';
import { oneLargePictureAtATime } from './engines/large-pictures.ts';
import { answeringInTime } from './engines/time-limit.ts';
import type { ImageCatalog } from './images/image-catalog.ts';
import type { Pictures } from './images/pictures.ts';
import type { Instant } from './instant.ts';

export interface RunnerOptions {
  readonly engine: Engine;
  readonly actionEngines: ActionEngines;
  readonly engineTimeoutMs: number; // for a single call
  readonly clock: () => Instant;
  readonly log: Logger;
}

type RunnerParts = Pick<RunnerDependencies, 'database' | 'ledger' | 'newId' | 'changed'> & {
  readonly images: { readonly catalog: ImageCatalog; readonly pictures: Pictures };
};

export function openRunner(
  { engine, actionEngines, engineTimeoutMs, clock, log }: RunnerOptions,
  { images, ...parts }: RunnerParts,
): ActionRunner {
  const engineCalls = new EngineCalls({
    engine: oneLargePictureAtATime(answeringInTime(engine, engineTimeoutMs)), // who waits for a turn uses up no time
    images: images.catalog,
    readPicture: (image) => images.pictures.read(image),
  });
  const savePicture = (bytes: Uint8Array) => images.pictures.save(bytes);
  return new ActionRunner({ ...parts, clock, log, engineCalls, actionEngines, savePicture });
}
