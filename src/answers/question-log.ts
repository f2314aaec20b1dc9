import { hash } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { WorkspaceId } from '../ids.ts';
import { foldedName } from '../input/visible-text.ts';
import { DAY_MS, type Instant } from '../instant.ts';

/** A question without a helpful answer. */
export interface LoggedQuestion {
  /** The last spelling. */
  readonly question: string;
  /** How often it was not answered. */
  readonly unanswered: number;
  /** How often the answer was rated helpful or unhelpful. */
  readonly helpful: number;
  readonly unhelpful: number;
  /** The excerpts that were shown the last time. */
  readonly offered: readonly string[];
  readonly lastAskedAt: Instant;
}

/** An event that is counted for a question. */
export type QuestionEvent = 'unanswered' | 'helpful' | 'unhelpful';

const KEPT_MS = 30 * DAY_MS;

/** The limit per workspace, because questions need no credential. The most recently asked are kept. */
const QUESTIONS_MAX = 1_000;

/**
 * Records the questions of each workspace that the documentation should answer better. Questions that differ only in case and
 * invisible characters are counted as one.
 */
export class QuestionLog {
  readonly #database: Pick<Database, 'pool'>;
  readonly #clock: () => Instant;

  constructor(database: Pick<Database, 'pool'>, clock: () => Instant) {
    this.#database = database;
    this.#clock = clock;
  }

  async add(
    workspaceId: WorkspaceId,
    event: QuestionEvent,
    { question, offered }: { readonly question: string; readonly offered: readonly string[] },
  ): Promise<void> {
    const counts = (['unanswered', 'helpful', 'unhelpful'] as const).map((each) => (each === event ? 1 : 0));
    const key = hash('sha256', foldedName(question));
    const now = this.#clock();
    await runStatement(this.#database.pool, {
      name: 'question_add',
      text: `with crowded as (
          delete from documentation_questions d using (
            select q.key from documentation_questions q where q.workspace_id = $1
            order by q.last_asked_at desc, q.key offset ${QUESTIONS_MAX - 1}
          ) o where d.workspace_id = $1 and d.key = o.key and d.key <> $2
        )
        insert into documentation_questions as d
          (workspace_id, key, question, unanswered, helpful, unhelpful, offered, last_asked_at)
        values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000))
        on conflict (workspace_id, key) do update set
          question = excluded.question,
          unanswered = d.unanswered + excluded.unanswered,
          helpful = d.helpful + excluded.helpful,
          unhelpful = d.unhelpful + excluded.unhelpful,
          offered = excluded.offered,
          last_asked_at = greatest(d.last_asked_at, excluded.last_asked_at)`,
      values: [workspaceId, key, question, ...counts, JSON.stringify(offered), now],
    });
  }

  /** The questions of the last 30 days without a helpful answer, the most frequent first. */
  async open(workspaceId: WorkspaceId, first: number): Promise<LoggedQuestion[]> {
    return runStatement<LoggedQuestion>(this.#database.pool, {
      name: 'questions_open',
      text: `select q.question, q.unanswered, q.helpful, q.unhelpful, q.offered, q.last_asked_at as "lastAskedAt"
        from documentation_questions q
        where q.workspace_id = $1 and q.last_asked_at > to_timestamp($2::float8 / 1000) and q.unanswered + q.unhelpful > 0
        order by q.unanswered + q.unhelpful desc, q.last_asked_at desc, q.key limit $3`,
      values: [workspaceId, this.#clock() - KEPT_MS, first],
    });
  }

  /** Deletes questions that were not asked for 30 days. */
  async forgetOld(): Promise<void> {
    await runStatement(this.#database.pool, {
      name: 'questions_forget',
      text: 'delete from documentation_questions where last_asked_at <= to_timestamp($1::float8 / 1000)',
      values: [this.#clock() - KEPT_MS],
    });
  }
}
