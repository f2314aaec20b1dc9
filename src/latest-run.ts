/**
 * Runs at most one task at a time for each id. Calls during a run share the next run, because the current run may have read its
 * data before the change that the caller reports.
 */
export class LatestRun<Id, Result> {
  readonly #task: (id: Id) => Promise<Result>;
  readonly #last = new Map<Id, { hasBegun: boolean; readonly result: Promise<Result> }>();

  constructor(task: (id: Id) => Promise<Result>) {
    this.#task = task;
  }

  /** Resolves to the result of a run that starts after this call. */
  run(id: Id): Promise<Result> {
    const last = this.#last.get(id);
    if (last && !last.hasBegun) return last.result;
    const begin = () => {
      next.hasBegun = true;
      return this.#task(id);
    };
    // `next` is initialized by then: a promise calls its handlers asynchronously.
    const result = (last ? last.result : Promise.resolve()).then(begin, begin).finally(() => {
      if (this.#last.get(id) === next) this.#last.delete(id);
    });
    const next = { hasBegun: false, result };
    this.#last.set(id, next);
    return result;
  }
}
