import pg from 'pg';
import type { ProjectId } from '../../../src/ids.ts';
import type { LoopResult } from '../measuring/closed-loop.ts';
import { quantile } from '../measuring/statistics.ts';
import {
  ACTOR,
  type ChargingSettings,
  CREDITS,
  KEY_ID,
  type Load,
  newId,
  newKey,
  oneOf,
  PROMPT,
  REQUEST_HASH,
} from './charging.ts';

/** Charges a commit. */
const ROWS = 1_000;

const INSERT_LINES = `
  insert into credit_transactions (project_id, sequence, kind, amount, balance_after, action_id, action_kind,
    draw_grant_ids, draw_credits, actor, key_id, idempotency_key, request_hash, created_at)
  select project_id, sequence, 'CHARGE', $3::int, 1000000, action_id, 'PROMPT', array[action_id], array[-($3::int)], $4, $9, key,
    decode($5, 'hex'), $6
  from unnest($1::uuid[], $2::int[], $7::uuid[], $8::text[]) as line(project_id, sequence, action_id, key)`;

const INSERT_ACTIONS = `
  insert into actions (project_id, id, kind, status, credits, price_version, prompt, aspect_ratio, charge_sequence, created_at)
  select project_id, id, 'PROMPT', 'QUEUED', $4, 1, $5, '1:1', sequence, $6
  from unnest($1::uuid[], $2::uuid[], $3::int[]) as accepted(project_id, id, sequence)`;

const INSERT_JOBS = `
  insert into graphile_worker._private_jobs (task_id, payload, priority)
  select (select id from graphile_worker._private_tasks where identifier = 'perform-action'), payload::json, 0
  from unnest($1::text[]) as job(payload)`;

/**
 * No charge at all, but the rows that a charge leaves behind, many at once on one connection: nothing is looked up, locked or
 * decided. What the tables themselves cost, and so the limit of whatever charges into them.
 */
export class BulkInsert {
  readonly #client: pg.Client;
  readonly #settings: ChargingSettings;
  readonly #hasJobs: boolean;
  readonly #sequences = new Map<ProjectId, number>();

  private constructor(client: pg.Client, settings: ChargingSettings, hasJobs: boolean) {
    this.#client = client;
    this.#settings = settings;
    this.#hasJobs = hasJobs;
  }

  static async open(settings: ChargingSettings, hasJobs: boolean): Promise<BulkInsert> {
    const client = new pg.Client({ connectionString: settings.url });
    await client.connect();
    await client.query(
      `insert into graphile_worker._private_tasks (identifier) values ('perform-action') on conflict do nothing`,
    );
    return new BulkInsert(client, settings, hasJobs);
  }

  async measure({ shape, durationMs }: Load): Promise<LoopResult> {
    const latenciesMs: number[] = [];
    const cpuBefore = process.cpuUsage();
    const begunAt = performance.now();
    for (let now = begunAt; now < begunAt + durationMs;) {
      await this.#commit(shape);
      latenciesMs.push(performance.now() - now);
      now = performance.now();
    }
    const { user, system } = process.cpuUsage(cpuBefore);
    return {
      operations: latenciesMs.length * ROWS,
      seconds: (performance.now() - begunAt) / 1000,
      nodeMicros: user + system,
      p50Ms: quantile(latenciesMs, 0.5),
      p99Ms: quantile(latenciesMs, 0.99),
    };
  }

  async #commit(shape: Load['shape']): Promise<void> {
    const { hot, spread } = this.#settings;
    const projectIds = Array.from({ length: ROWS }, () => (shape === 'hot' ? hot : oneOf(spread)));
    const sequences = projectIds.map((id) => this.#nextSequence(id));
    const actionIds = projectIds.map(() => newId<string>());
    const keys = projectIds.map(() => newKey());
    const now = new Date();
    const lines = [projectIds, sequences, 0 - CREDITS, ACTOR, REQUEST_HASH, now, actionIds, keys, KEY_ID];
    const actions = [projectIds, actionIds, sequences, CREDITS, PROMPT, now];
    const jobs = actionIds.map((actionId, index) => JSON.stringify({ projectId: projectIds[index], actionId }));
    await this.#client.query('begin');
    await this.#client.query({ name: 'lines', text: INSERT_LINES, values: lines });
    await this.#client.query({ name: 'actions', text: INSERT_ACTIONS, values: actions });
    if (this.#hasJobs) await this.#client.query({ name: 'jobs', text: INSERT_JOBS, values: [jobs] });
    await this.#client.query('commit');
  }

  #nextSequence(projectId: ProjectId): number {
    const sequence = (this.#sequences.get(projectId) ?? 1) + 1; // the first line is the grant's
    this.#sequences.set(projectId, sequence);
    return sequence;
  }
}
