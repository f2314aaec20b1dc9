import { readlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { type Engine, EngineRejectedError } from './engine.ts';
import type { FromThread, ThreadResult, ToThread } from './thread-messages.ts';

/** The niceness of the engine's thread: it gets a third of a contended processor. */
const NICENESS = 5;

/** Runs in the engine's thread: executes the calls from the port at a lower priority than the server's. */
export function serveEngine(engine: Engine, port: MessagePort): void {
  lowerPriority();
  const running = new Map<number, AbortController>();
  port.on('message', (message: ToThread) => {
    if (message.type === 'abort') return running.get(message.id)?.abort();
    const { id } = message;
    const stop = new AbortController();
    running.set(id, stop);
    const post = (result: FromThread) => {
      running.delete(id);
      port.postMessage(result);
    };
    perform(engine, message, stop.signal).then(
      (result) => post({ id, result }),
      (error: unknown) => post({ id, error: serialiseError(error) }),
    );
  });
}

async function perform(
  engine: Engine,
  { method, request }: ToThread & { readonly type: 'call' },
  signal: AbortSignal,
): Promise<ThreadResult> {
  const call: ((request: never, signal: AbortSignal) => Promise<ThreadResult>) | undefined =
    engine[method]?.bind(engine);
  if (call === undefined) throw new Error(`the engine ${engine.name} has no ${method}`);
  return call(request as never, signal); // `EngineThread` was given it for this method
}

function serialiseError(error: unknown): { isRejection: boolean; message: string; stack: string } {
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
  return { isRejection: error instanceof EngineRejectedError, message, stack };
}

/** Only Linux has thread priorities. Elsewhere, or without permission, the thread keeps the priority of the process. */
function lowerPriority(): void {
  try {
    const threadId = Number(path.basename(readlinkSync('/proc/thread-self')));
    os.setPriority(threadId, NICENESS);
  } catch {
    // the priority is optional
  }
}
