import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Contract, ProcessFigures, Reply } from './calls.ts';

/** A process of the suite, and what it can be asked. */
export class BenchProcess<Of extends Contract<Of>> {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  readonly #ready = Promise.withResolvers<void>();
  #calls = 0;

  private constructor(file: string, settings: object) {
    this.#child = fork(path.join(import.meta.dirname, '..', file), {
      serialization: 'advanced',
      execArgv: ['--expose-gc'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    this.#child.send(settings);
    this.#child.on('message', (reply: Reply) => this.#take(reply));
    this.#child.once('exit', (code, signal) => this.#fail(new Error(`${file} ended: ${signal ?? code}`)));
    this.#ready.promise.catch(() => undefined); // whoever starts it waits for it, and is told
  }

  /** Starts a file below test/bench, and resolves once it answers calls. */
  static async start<Of extends Contract<Of>>(file: string, settings: object): Promise<BenchProcess<Of>> {
    const started = new BenchProcess<Of>(file, settings);
    await started.#ready.promise;
    return started;
  }

  call<Name extends keyof (Of & ProcessFigures) & string>(
    name: Name,
    argument: Parameters<(Of & ProcessFigures)[Name]>[0],
  ): ReturnType<(Of & ProcessFigures)[Name]> {
    this.#calls += 1;
    const number = this.#calls;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(number, { resolve, reject });
    this.#child.send({ number, name, argument });
    return promise as ReturnType<(Of & ProcessFigures)[Name]>; // the process answers by the same contract
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.disconnect();
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #take(reply: Reply): void {
    if ('ready' in reply) return this.#ready.resolve();
    const waiting = this.#waiting.get(reply.number);
    this.#waiting.delete(reply.number);
    if ('error' in reply) waiting?.reject(new Error(reply.error));
    else waiting?.resolve(reply.result);
  }

  #fail(error: Error): void {
    this.#ready.reject(error);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
