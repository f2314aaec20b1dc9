import type { Logger } from 'pino';
import type { ActionEngines } from './actions/action-engines.ts';
import { ActionRunner, type RunnerDependencies } from './actions/action-runner.ts';
import { EngineCallLog } from './actions/engine-call-log.ts';
import { EngineCalls } from './actions/engine-calls.ts';
import { wordsOfPicture } from './actions/words-of-picture.ts';
import { engineUsage, type EngineUsageRange } from './actions/engine-usage.ts';
import type { Queryable } from './database/statement.ts';
import type { Engine } from './engines/engine.ts';
import type { EngineMoney } from './engines/engine-settings.ts';
import { oneLargePictureAtATime } from './engines/large-pictures.ts';
import { answeringInTime, tracedEngine } from './engines/wrapping-engines.ts';
import type { NewId } from './ids.ts';
import type { ImageCatalog } from './images/image-catalog.ts';
import type { PictureRemover } from './images/picture-remover.ts';
import type { Pictures } from './images/pictures.ts';
import type { Instant } from './instant.ts';
import type { Tracing } from './tracing.ts';
import type { Metrics } from './telemetry/metrics.ts';

export interface RunnerOptions {
  readonly engine: Engine;
  readonly actionEngines: ActionEngines;
  readonly engineTimeoutMs: number; // for a single call
  readonly engineMoney: EngineMoney;
  readonly clock: () => Instant;
  readonly log: Logger;
  /** Null or absent: nothing is measured. */
  readonly metrics?: Metrics | null;
  /** Null or absent: nothing is traced. */
  readonly tracing?: Tracing | null;
}

type RunnerParts = Pick<RunnerDependencies, 'database' | 'ledger' | 'newId' | 'changed'> & {
  readonly engineCallLog: EngineCallLog;
  readonly images: {
    readonly catalog: ImageCatalog;
    readonly pictures: Pictures;
    readonly remover: Pick<PictureRemover, 'remove'>;
  };
};

/** Opens the log of engine calls and its queries. */
export function openEngineCalls(
  { actionEngines, engineMoney, clock, log, metrics = null }: RunnerOptions,
  { on, newId }: { readonly on: Queryable; readonly newId: NewId },
) {
  const { costs, creditPrice } = engineMoney;
  const calls = new EngineCallLog({
    on,
    newId,
    clock,
    costs,
    log,
    called: metrics && ((call, micros) => metrics.engineCalled(call, micros)),
  });
  const names = Object.values(actionEngines).map(({ name }) => name);
  return {
    log: calls,
    problems: () => calls.problems(names),
    services: {
      actionEngines,
      creditPrice,
      engineUsage: (range: EngineUsageRange) => engineUsage(on, range),
      engineProblems: (engines: readonly string[]) => calls.problems(engines),
    },
  };
}

export function openRunner(
  { engine: given, actionEngines, engineTimeoutMs, clock, log, tracing = null }: RunnerOptions,
  { images, engineCallLog, ...parts }: RunnerParts,
): ActionRunner {
  const engine = tracing ? tracedEngine(given, tracing) : given;
  const engineCalls = new EngineCalls({
    engine: oneLargePictureAtATime(answeringInTime(engine, engineTimeoutMs)), // the timeout starts after the wait for a turn
    images: images.catalog,
    readPicture: (image) => images.pictures.read(image),
    wordsOf: (projectId, actionId) => wordsOfPicture(parts.database.pool, projectId, actionId),
    record: (call) => engineCallLog.record(call),
    elapsedMs: () => performance.now(),
  });
  const save = (bytes: Uint8Array) => images.pictures.save(bytes);
  const savePicture = tracing ? (bytes: Uint8Array) => tracing.span('save picture', {}, () => save(bytes)) : save;
  const removePictures: RunnerDependencies['removePictures'] = (pictures) => images.remover.remove(pictures);
  return new ActionRunner({ ...parts, clock, log, engineCalls, actionEngines, savePicture, removePictures, tracing });
}
