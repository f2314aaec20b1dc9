import { AsyncLocalStorage } from 'node:async_hooks';
import pLimit from 'p-limit';

/** The maximum number of large responses of one model in memory. Fewer decoders already keep four cores busy. */
export const CONCURRENT_RESPONSES_MAX = 4;

/** Responses up to this size, such as polls and errors, never wait. */
export const SMALL_RESPONSE_BYTES = 65_536;

interface Turn {
  readonly ended: PromiseWithResolvers<void>;
  entered: Promise<void> | null;
}

/**
 * A semaphore that bounds the memory of responses. Models that respond to many calls at the same moment send megabytes each,
 * which become text, bytes and pixels. A call reads the rest of a large response only after acquiring a permit, and releases it
 * when it has made its picture. Until then TCP flow control delays the response.
 */
export class ResponseLimiter {
  readonly #turns = new AsyncLocalStorage<Turn>();
  readonly #limit = pLimit(CONCURRENT_RESPONSES_MAX);

  /** Runs a call, and releases its permits when it ends. */
  async during<Result>(call: () => Promise<Result>): Promise<Result> {
    const turn: Turn = { ended: Promise.withResolvers(), entered: null };
    try {
      return await this.#turns.run(turn, call);
    } finally {
      turn.ended.resolve();
    }
  }

  /** Resolves when the running call has a permit; at once outside of a call. */
  entrance(): () => Promise<void> {
    const turn = this.#turns.getStore();
    return async () => {
      if (turn) await (turn.entered ??= this.#enter(turn));
    };
  }

  #enter({ ended }: Turn): Promise<void> {
    const entered = Promise.withResolvers<void>();
    void this.#limit(() => {
      entered.resolve();
      return ended.promise;
    });
    return entered.promise;
  }
}
