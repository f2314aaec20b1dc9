import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** Instead of Jest's 100: these tests create thousands of errors as answers, and most of the cost of an error is its stack. */
const STACK_FRAMES = 20;

/** The global symbols in which jest-circus stores the tests and listeners of a file. */
const CIRCUS_STATE = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL']);

/**
 * Jest's environment for Node.js, shared by all files of a worker, because the modules that they share belong to one context
 * (shared-runtime.mts). It uses a plain V8 context: in the one that Jest creates, each access of a global such as `Math` goes
 * through a Proxy, which takes 140 ns, a quarter of the time of computations.
 */
export default class SharedContext extends TestEnvironment {
  static #ofWorker: SharedContext | null = null;

  constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
    if (SharedContext.#ofWorker) return SharedContext.#ofWorker;
    const { createContext } = vm;
    Object.assign(vm, { createContext: () => createContext(vm.constants.DONT_CONTEXTIFY) });
    try {
      super(...args);
      this.global.Error.stackTraceLimit = STACK_FRAMES;
    } finally {
      Object.assign(vm, { createContext });
    }
    SharedContext.#ofWorker = this;
  }

  /** Resets the context for the next file. */
  override async teardown(): Promise<void> {
    this.fakeTimers?.dispose();
    this.fakeTimersModern?.dispose();
    for (const key of Object.getOwnPropertySymbols(this.global)) {
      if (CIRCUS_STATE.has(key.description ?? '')) Reflect.deleteProperty(this.global, key);
    }
  }
}
