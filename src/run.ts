/**
 * Runs one process of Darkroom: a server (with workers, unless WORKERS is 0), with the argument `worker` workers only, or
 * with the argument `check` a check of the ledger.
 *
 *   configuration ► embedded database, if used ► guard ► migrations ► components ► first start ► workers ► listening
 *
 * It stops in reverse order: new requests are rejected, running ones answered, sockets closed, jobs released, then the
 * database is closed. A second signal ends the process at once.
 */
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { checkLedger } from './check-ledger.ts';
import { type Config, readConfig } from './config/config.ts';
import { StartError } from './start-error.ts';
import { LOG_SERIALIZERS } from './log-serializers.ts';
import { DarkroomProcess } from './process.ts';
import { reconcileCommand } from './reconcile-command.ts';

const checkout = path.join(import.meta.dirname, '..');

async function main(): Promise<void> {
  const [name = 'server', ...args] = process.argv.slice(2);
  const config = readConfig(process.env, checkout);
  if (name === 'purchases') {
    process.exitCode = await reconcileCommand(args, { config, print });
    return;
  }
  if (name === 'check') {
    process.exitCode = await checkLedger(args, { config, clock: Date.now, print });
    return;
  }
  if (name !== 'server' && name !== 'worker') {
    throw new StartError(`unknown command "${name}": use worker, check, purchases, or none to serve`);
  }
  const running = new DarkroomProcess({
    config,
    role: name,
    checkout,
    surroundings: {
      clock: Date.now,
      randomBytes,
      wait: (delayMs) => wait(delayMs),
      cores: availableParallelism(),
      log: createLog(config),
    },
    print,
    onFatalError: fail,
  });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void running.stop().then(() => process.exit(0), fail);
    });
  }
  await running.start();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function createLog({ logLevel }: Config): pino.Logger {
  const isTerminal = process.stdout.isTTY;
  return pino({
    level: logLevel,
    serializers: LOG_SERIALIZERS,
    transport: isTerminal ? { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } : undefined,
  });
}

function fail(error: unknown): never {
  if (error instanceof StartError) process.stderr.write(`darkroom: ${error.message}\n`);
  else console.error(error);
  process.exit(1);
}

main().catch(fail);
