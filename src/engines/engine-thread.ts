import { Worker } from 'node:worker_threads';
import {
  type BackgroundRequest,
  type EditRequest,
  type Engine,
  type EnginePicture,
  EngineRejectedError,
  EngineUnavailableError,
  type ExpandRequest,
  type PromptRequest,
  type SubjectFound,
  type SubjectRequest,
} from './engine.ts';
import type { FromThread, ThreadMethod, ThreadResult, ToThread } from './thread-messages.ts';

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Runs an engine in a worker thread, so that the server responds while pictures are computed. The first call starts the
 * thread. If the thread dies, its calls fail as unavailable, and the next call starts a new thread.
 */
export class EngineThread implements Engine {
  readonly name: string;
  readonly #module: string;
  readonly #data: object;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | null = null;
  #calls = 0;

  /** `module` is the path of a module that calls `serveEngine`; `data` becomes its `workerData`. */
  constructor(name: string, module: string, data: object = {}) {
    this.name = name;
    this.#module = module;
    this.#data = data;
  }

  prompt(request: PromptRequest, signal: AbortSignal): Promise<EnginePicture> {
    return this.#call('prompt', request, signal);
  }

  edit(request: EditRequest, signal: AbortSignal): Promise<EnginePicture> {
    return this.#call('edit', request, signal);
  }

  background(request: BackgroundRequest, signal: AbortSignal): Promise<EnginePicture> {
    return this.#call('background', request, signal);
  }

  expand(request: ExpandRequest, signal: AbortSignal): Promise<EnginePicture> {
    return this.#call('expand', request, signal);
  }

  findSubject(request: SubjectRequest, signal: AbortSignal): Promise<SubjectFound | null> {
    return this.#call<SubjectFound | null>('findSubject', request, signal);
  }

  /** Ends the thread. Its calls fail as unavailable. */
  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  async #call<Result extends ThreadResult = EnginePicture>(
    method: ThreadMethod,
    request: object,
    signal: AbortSignal,
  ): Promise<Result> {
    signal.throwIfAborted();
    const thread = (this.#thread ??= this.#begin());
    const id = (this.#calls += 1);
    const tell = (message: ToThread) => thread.postMessage(message, []);
    const abort = () => tell({ type: 'abort', id });
    signal.addEventListener('abort', abort);
    try {
      return await new Promise<Result>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        tell({ type: 'call', id, method, request });
      });
    } catch (error) {
      signal.throwIfAborted(); // throws the signal's reason
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  #begin(): Worker {
    const thread = new Worker(this.#module, { workerData: this.#data });
    thread.unref(); // does not keep the process alive
    thread.on('message', (message: FromThread) => this.#answered(message));
    thread.on('error', (error) => this.#died(thread, error));
    thread.on('exit', () => this.#died(thread, new Error('the thread has ended')));
    return thread;
  }

  #answered(message: FromThread): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('result' in message) return waiting?.resolve(message.result as never); // the result of the method that was called
    const { isRejection, message: words, stack } = message.error;
    waiting?.reject(Object.assign(isRejection ? new EngineRejectedError(words) : new Error(words), { stack }));
  }

  #died(thread: Worker, cause: unknown): void {
    if (this.#thread !== thread) return; // already handled
    this.#thread = null;
    const unavailable = new EngineUnavailableError("the engine's thread has died", { cause });
    for (const { reject } of this.#waiting.values()) reject(unavailable);
    this.#waiting.clear();
  }
}
