import { AsyncLocalStorage } from 'node:async_hooks';
import pLimit from 'p-limit';

/** How many large answers of one model are in memory at a time. Fewer decoders already keep four cores busy. */
export const ANSWERS_AT_ONCE = 4;

/** Answers up to this size, such as polls and errors, never wait. */
export const SMALL_ANSWER_BYTES = 65_536;

interface Turn {
  readonly ended: PromiseWithResolvers<void>;
  entered: Promise<void> | null;
}

/**
 * Bounds the memory of answers. Models that answer many calls at the same moment send megabytes each, which become text,
 * bytes and pixels. So a call reads the rest of a large answer only when it has a turn, and keeps the turn until it has made
 * its picture. Until then the flow control of TCP holds the answer back.
 */
export class AnswerLane {
  readonly #turns = new AsyncLocalStorage<Turn>();
  readonly #limit = pLimit(ANSWERS_AT_ONCE);

  /** Runs a call, and ends the turn of its answers with it. */
  async during<Result>(call: () => Promise<Result>): Promise<Result> {
    const turn: Turn = { ended: Promise.withResolvers(), entered: null };
    try {
      return await this.#turns.run(turn, call);
    } finally {
      turn.ended.resolve();
    }
  }

  /** The entrance of the call that is running: it resolves when the call has its turn. Outside of calls it is open. */
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
