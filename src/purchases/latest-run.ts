/**
 * Runs a task once at a time for each id. A call while the task runs gets the next run, which all such calls share: the
 * current run may already have read what the caller knows to have changed.
 */
export class LatestRun<Id, Answer> {
  readonly #task: (id: Id) => Promise<Answer>;
  readonly #last = new Map<Id, { hasBegun: boolean; readonly answer: Promise<Answer> }>();

  constructor(task: (id: Id) => Promise<Answer>) {
    this.#task = task;
  }

  /** Resolves with the answer of a run that has begun after this call. */
  run(id: Id): Promise<Answer> {
    const last = this.#last.get(id);
    if (last && !last.hasBegun) return last.answer;
    const begin = () => {
      next.hasBegun = true;
      return this.#task(id);
    };
    // `next` is initialized by then: a promise calls its handlers asynchronously.
    const answer = (last ? last.answer : Promise.resolve()).then(begin, begin).finally(() => {
      if (this.#last.get(id) === next) this.#last.delete(id);
    });
    const next = { hasBegun: false, answer };
    this.#last.set(id, next);
    return answer;
  }
}
