import type { Database } from '../database/database.ts';
import type { Engine } from '../engines/engine.ts';
import type { CheckedRequest } from './action-request.ts';
import { wordsOfPicture } from './words-of-picture.ts';

/** Finds edits that would change nothing, before they are charged. */
export class UnchangedEdits {
  readonly #database: Database;
  readonly #engine: Pick<Engine, 'whyNoEdit'>;

  constructor(database: Database, engine: Pick<Engine, 'whyNoEdit'>) {
    this.#database = database;
    this.#engine = engine;
  }

  /** The reason why the request would change nothing, judged by its text; null: none is known. */
  async find(request: CheckedRequest): Promise<string | null> {
    if (request.kind !== 'PROMPT_EDIT' || !this.#engine.whyNoEdit) return null;
    const { projectId, actionId, prompt, model, styling, background, idempotencyKey } = request;
    const before = await wordsOfPicture(this.#database.pool, projectId, actionId);
    const reason = this.#engine.whyNoEdit({ prompt, model, styling, background }, before);
    if (reason === null) return null;
    // A replay returns its first result, also if the engine has been replaced since.
    const performed = await this.#database.prisma.creditTransaction.count({ where: { projectId, idempotencyKey } });
    return performed > 0 ? null : reason;
  }
}
