import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import type { Config } from '../config/config.ts';
import { LOG_SERIALIZERS } from '../log-serializers.ts';
import { DarkroomProcess } from '../process.ts';
import { programVersion } from '../program-version.ts';
import type { OpenTracing } from '../telemetry/open-tracing.ts';
import type { CommandContext } from './command-context.ts';

export interface ProcessCommand extends CommandContext {
  readonly role: 'server' | 'worker';
  readonly print: (line: string) => void;
  /** Reports an error and ends the process. */
  readonly fail: (error: unknown) => never;
}

/**
 * Runs a server (with workers, unless WORKERS is 0) or workers only, until SIGINT or SIGTERM. A second signal ends the process
 * at once.
 *
 *   configuration ► embedded database, if used ► guard ► migrations ► components ► first start ► workers ► listening
 *
 * It stops in reverse order: new requests are rejected, running ones answered, sockets closed, jobs released, then the
 * database is closed.
 */
export async function runProcess({
  config,
  checkout,
  clock,
  randomBytes,
  role,
  print,
  fail,
}: ProcessCommand): Promise<void> {
  const traces = await openTraces(config);
  const tracing = traces?.tracing ?? null;
  const running = new DarkroomProcess({
    config,
    role,
    checkout,
    environment: {
      clock,
      randomBytes,
      wait: (delayMs) => wait(delayMs),
      cores: availableParallelism(),
      log: createLog(config, tracing),
      tracing,
    },
    print,
    onFatalError: fail,
  });
  const stop = async () => {
    await running.stop();
    await traces?.close();
  };
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void stop().then(() => process.exit(0), fail);
    });
  }
  await running.start();
}

/** Loads nothing of OpenTelemetry unless a collector is configured. */
async function openTraces({ tracesEndpoint: endpoint }: Config): Promise<OpenTracing | null> {
  if (endpoint === null) return null;
  const { openTracing } = await import('../telemetry/open-tracing.ts');
  return openTracing({ endpoint, version: programVersion() });
}

function createLog({ logLevel }: Config, tracing: OpenTracing['tracing'] | null): pino.Logger {
  const isTerminal = process.stdout.isTTY;
  return pino({
    level: logLevel,
    serializers: LOG_SERIALIZERS,
    ...(tracing && { mixin: () => tracing.logFields() }),
    transport: isTerminal ? { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } : undefined,
  });
}
