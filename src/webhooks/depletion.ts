import { overRows } from '../database/over-rows.ts';
import { type Queryable, runStatement, type Statement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { insertDeliveries } from './insert-deliveries.ts';

/** An action that was refused for insufficient credits. */
export interface Depletion {
  readonly projectId: ProjectId;
  readonly required: number;
  readonly available: number;
  readonly at: Instant;
}

/** Writes what is to be stored about refusals. */
export type DepletionStatement = (depletions: readonly Depletion[]) => Statement;

/** Identified by the sequence of the newest entry, so that repeated refusals at the same balance cause one event. */
const TOLD = `(
  select 'BALANCE_DEPLETED' as event, p.sequence::text as place,
    jsonb_build_object('required', touched.required, 'balance', touched.available, 'sequence', p.sequence) as facts,
    to_timestamp(touched.at / 1000) as at, coalesce(p.last_entry_at, p.created_at) as since
)`;

/** Tells webhooks of refusals. */
export const depletionEvents: DepletionStatement = overRows<Depletion>(
  'webhooks_tell_depletion',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    required: ['int', ({ required }) => required],
    available: ['int8', ({ available }) => available],
    at: ['float8', ({ at }) => at],
  },
  (rows) => insertDeliveries(rows, TOLD),
);

/** Writes the events of refusals before they are returned. Concurrent refusals of one project share one write. */
export class Depletions {
  readonly #pool: Queryable;
  readonly #statements: readonly DepletionStatement[];
  readonly #underWay = new Map<ProjectId, Promise<unknown>>();

  constructor(pool: Queryable, statements: readonly DepletionStatement[]) {
    this.#pool = pool;
    this.#statements = statements;
  }

  /** Throws if the database is unavailable; the event is written when the refused request is repeated. */
  async tell(depletion: Depletion): Promise<void> {
    const { projectId } = depletion;
    const telling = this.#underWay.get(projectId) ?? this.#write(depletion);
    this.#underWay.set(projectId, telling);
    try {
      await telling;
    } finally {
      if (this.#underWay.get(projectId) === telling) this.#underWay.delete(projectId);
    }
  }

  #write(depletion: Depletion): Promise<unknown> {
    return Promise.all(this.#statements.map((statement) => runStatement(this.#pool, statement([depletion]))));
  }
}
