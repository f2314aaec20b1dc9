import { once } from 'node:events';
import type { Call, Contract, ProcessFigures, Reply } from './calls.ts';

/** What the parent has started this process with: its first message. The caller names its shape, which both sides import. */
export async function settings<Settings>(): Promise<Settings> {
  const [first] = (await once(process, 'message')) as [Settings]; // sent by `BenchProcess`
  return first;
}

/** Answers the parent's calls until the parent goes; then the process ends, whatever is open. */
export function answerCalls<Of extends Contract<Of>>(handlers: Of): void {
  const all = { ...figures, ...handlers } as unknown as Record<string, (argument: unknown) => Promise<unknown>>; // the parent's calls are typed by the same contract
  process.on('message', (call: Call) => {
    void answer(all, call).then((reply) => send(reply));
  });
  process.on('disconnect', () => process.exit(0));
  send({ ready: true });
}

async function answer(
  handlers: Readonly<Record<string, (argument: unknown) => Promise<unknown>>>,
  { number, name, argument }: Call,
): Promise<Reply> {
  try {
    const handler = handlers[name];
    if (!handler) throw new Error(`this process does not answer "${name}"`);
    return { number, result: await handler(argument) };
  } catch (error) {
    return { number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function send(reply: Reply): void {
  if (!process.send) throw new Error('started by hand: these processes are started by test/bench/main.ts');
  process.send(reply);
}

const figures: ProcessFigures = {
  async cpuMicros() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  residentBytes: () => residentAfter(() => globalThis.gc?.()),
  heldBytes: () => residentAfter(() => globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })),
};

async function residentAfter(collect: () => void): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 100)); // finalizers run in between
  }
  return process.memoryUsage.rss();
}
