import { overRows } from '../database/over-rows.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { insertDeliveries } from './insert-deliveries.ts';

/** An action that was refused for want of credits. */
export interface Depletion {
  readonly projectId: ProjectId;
  readonly required: number;
  readonly available: number;
  readonly at: Instant;
}

/** Its place is that of the newest line: however often the same balance is too low, it is told once. */
const TOLD = `(
  select 'BALANCE_DEPLETED' as event, p.sequence::text as place,
    jsonb_build_object('required', touched.required, 'balance', touched.available, 'sequence', p.sequence) as facts,
    to_timestamp(touched.at / 1000) as at, coalesce(p.last_entry_at, p.created_at) as since
)`;

const insertDepletion = overRows<Depletion>(
  'webhooks_tell_depletion',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    required: ['int', ({ required }) => required],
    available: ['int8', ({ available }) => available],
    at: ['float8', ({ at }) => at],
  },
  (rows) => insertDeliveries(rows, TOLD),
);

/** Tells of refusals before they are answered. Of one project one is written at a time, and the others share it. */
export class Depletions {
  readonly #pool: Queryable;
  readonly #underWay = new Map<ProjectId, Promise<unknown>>();

  constructor(pool: Queryable) {
    this.#pool = pool;
  }

  /** Throws where the database is away; the refused request may be repeated then, and tells it. */
  async tell(depletion: Depletion): Promise<void> {
    const { projectId } = depletion;
    const telling = this.#underWay.get(projectId) ?? runStatement(this.#pool, insertDepletion([depletion]));
    this.#underWay.set(projectId, telling);
    try {
      await telling;
    } finally {
      if (this.#underWay.get(projectId) === telling) this.#underWay.delete(projectId);
    }
  }
}
