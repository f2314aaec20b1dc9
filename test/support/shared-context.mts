import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** Of Jest's 100: thousands of errors are made here that are answers, and most of what one takes is its stack. */
const STACK_FRAMES = 20;

/** Where jest-circus keeps the cases of a file and its listeners. The next file has its own. */
const CIRCUS_STATE = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL']);

/**
 * Jest's environment for Node.js, one for all files of a worker, as the modules they share belong to one context
 * (shared-runtime.mts). V8 treats that context as any other. The one that Jest makes asks a Proxy at each look-up of a
 * global, such as `Math`: 140 ns, or a quarter of the time of whatever computes.
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

  /** Leaves the context to the next file. */
  override async teardown(): Promise<void> {
    this.fakeTimers?.dispose();
    this.fakeTimersModern?.dispose();
    for (const key of Object.getOwnPropertySymbols(this.global)) {
      if (CIRCUS_STATE.has(key.description ?? '')) Reflect.deleteProperty(this.global, key);
    }
  }
}
