/** Takes the messages of a watch, in order. */
export interface Sink<Message> {
  put(messages: readonly Message[]): void;
  /** Null: it can take more; otherwise resolves once it can, or once it never will. */
  room(): Promise<void> | null;
}

/**
 * A stream that is pushed: `run` hands its messages to a sink from the moment that they happen, without a promise for
 * each. Whoever would rather pull may iterate. Either way it runs once.
 */
export interface Watch<Message> extends AsyncIterable<Message, void, void> {
  /** Resolves when the watch has been stopped; rejects where it cannot go on. */
  run(sink: Sink<Message>): Promise<void>;
  /** Ends it at once, also while it waits. Nothing is put afterwards. */
  stop(): void;
}

/** The reader was too slow for the stream to be kept whole. It may subscribe again. */
export class FellBehindError extends Error {
  override readonly name = 'FellBehindError';
}

/** The messages of a watch for a reader that pulls them. While one waits to be read the sink has no room for more. */
export function iterate<Message>(watch: Pick<Watch<Message>, 'run' | 'stop'>): AsyncIterator<Message, void, void> {
  let [waiting, ended]: [Message[], boolean] = [[], false];
  let running: Promise<void> | null = null;
  let wake = () => undefined as void;
  let makeRoom: (() => void) | null = null;
  const sink: Sink<Message> = {
    put(messages) {
      waiting = waiting.concat(messages);
      wake();
    },
    room: () => (waiting.length === 0 ? null : new Promise((resolve) => (makeRoom = resolve))),
  };
  return {
    async next() {
      running ??= watch.run(sink).finally(() => {
        ended = true;
        wake();
      });
      while (waiting.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      if (waiting.length === 0) {
        await running; // throws what ended it
        return { done: true, value: undefined };
      }
      const value = waiting[0] as Message; // there is one
      waiting = waiting.slice(1);
      if (waiting.length === 0) makeRoom?.();
      return { done: false, value };
    },
    async return() {
      waiting = [];
      watch.stop();
      makeRoom?.();
      wake();
      return { done: true, value: undefined };
    },
  };
}
