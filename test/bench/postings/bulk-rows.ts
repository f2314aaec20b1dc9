import type pg from 'pg';
import type { ProjectId } from '../../../src/ids.ts';
import { ACTOR, KEY_ID, newId, newKey, REQUEST_HASH } from '../ledger/charging.ts';

/** How many rows of which tables one commit inserts, each a row of another project. */
export interface BulkRows {
  readonly lines: number;
  readonly grants: number;
  /** Jobs that settle a project. */
  readonly jobs: number;
}

const INSERT_LINES = `
  insert into credit_transactions (project_id, sequence, kind, amount, balance_after, action_id, action_kind,
    draw_grant_ids, draw_credits, actor, key_id, idempotency_key, request_hash, created_at)
  select project_id, sequence, 'CHARGE', -5, 1000000, line_id, 'PROMPT', array[line_id], array[5], $4, $5, key,
    decode($6, 'hex'), now()
  from unnest($1::uuid[], $2::uuid[], $3::text[]) as line(project_id, line_id, key), lateral (select $7::int as sequence) s`;

const INSERT_GRANTS = `
  insert into credit_grants (project_id, id, source, credits, remaining, spent, priority, sequence, created_at)
  select project_id, id, 'MANUAL', 5, 5, false, 50, $3, now() from unnest($1::uuid[], $2::uuid[]) as made(project_id, id)`;

const INSERT_JOBS = `
  insert into graphile_worker._private_jobs (task_id, payload, key, priority, run_at)
  select (select id from graphile_worker._private_tasks where identifier = 'settle-project'), payload::json, key, -10, now()
  from unnest($1::text[], $2::text[]) as job(payload, key)`;

/** The rows that postings leave behind, in one commit on one connection: nothing is looked up, locked, decided or updated. */
export class BulkRowsInsert {
  readonly #client: pg.Client;
  readonly #projectIds: readonly ProjectId[];
  #sequence = 1_000_000; // beyond what the projects have

  constructor(client: pg.Client, projectIds: readonly ProjectId[]) {
    this.#client = client;
    this.#projectIds = projectIds;
  }

  async commit({ lines, grants, jobs }: BulkRows): Promise<void> {
    await this.#client.query('begin');
    if (grants > 0) await this.#query('grants', INSERT_GRANTS, [...this.#owners(grants), this.#sequence]);
    for (let left = lines; left > 0; left -= this.#projectIds.length) {
      this.#sequence += 1;
      const [owners, ids] = this.#owners(Math.min(left, this.#projectIds.length));
      const keys = owners.map(() => newKey());
      await this.#query('lines', INSERT_LINES, [owners, ids, keys, ACTOR, KEY_ID, REQUEST_HASH, this.#sequence]);
    }
    if (jobs > 0) {
      const [owners] = this.#owners(jobs);
      const payloads = owners.map((projectId) => JSON.stringify({ projectId }));
      await this.#query('jobs', INSERT_JOBS, [payloads, owners.map(() => newKey())]);
    }
    await this.#client.query('commit');
  }

  #owners(count: number): [ProjectId[], string[]] {
    const owners = this.#projectIds.slice(0, count);
    return [owners, owners.map(() => newId<string>())];
  }

  async #query(name: string, text: string, values: unknown[]): Promise<void> {
    await this.#client.query({ name, text, values });
  }
}
