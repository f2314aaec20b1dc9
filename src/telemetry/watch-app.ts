import type pg from 'pg';
import type { Database } from '../database/database.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { BusTransport } from '../live/bus-transport.ts';
import { type Gauged, type Metrics, single } from './metrics.ts';

/** How long reading from the database may take: the metrics of a process whose database hangs are needed most. */
const READ_LIMIT_MS = 2_000; // 2 seconds

export interface WatchedApp {
  readonly database: Database;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly live: { readonly watches: number; readonly transport: Pick<BusTransport, 'name' | 'isConnected'> };
  /** The open WebSockets; null in a process without a server. */
  readonly openSockets: (() => number) | null;
}

/** Adds the gauges that are read from the parts of the process and from the database whenever the metrics are read. */
export function watchApp(metrics: Metrics, { database, wait, live, openSockets }: WatchedApp): void {
  watchPools(metrics, database);
  metrics.watch('subscriptions', { help: 'Subscriptions that this process pushes to.', labels: [] }, () =>
    single(live.watches),
  );
  if (openSockets) metrics.watch('sockets', { help: 'Open WebSockets.', labels: [] }, () => single(openSockets()));
  metrics.watch(
    'notifications_connected',
    {
      help: 'Whether notifications from other processes arrive, by transport: notify or nats.',
      labels: ['transport'],
    },
    () => [{ labels: { transport: live.transport.name }, value: live.transport.isConnected ? 1 : 0 }],
  );
  watchQueue(metrics, database.sessionPool, wait);
}

function watchPools(metrics: Metrics, { pool, sessionPool }: Database): void {
  const pools = Object.entries(pool === sessionPool ? { main: pool } : { main: pool, session: sessionPool });
  metrics.watch(
    'db_pool_connections',
    { help: 'Connections of the pools to the database by their state: busy or idle.', labels: ['pool', 'state'] },
    () => pools.flatMap(([name, each]) => connectionsOf(name, each)),
  );
  metrics.watch('db_pool_waiting', { help: 'Queries that wait for a connection of the pool.', labels: ['pool'] }, () =>
    pools.map(([name, each]) => ({ labels: { pool: name }, value: each.waitingCount })),
  );
}

function watchQueue(metrics: Metrics, on: Queryable, wait: WatchedApp['wait']): void {
  const inTime = <Label extends string>(query: Promise<Gauged<Label>>): Promise<Gauged<Label>> =>
    Promise.race([query.catch(() => []), wait(READ_LIMIT_MS).then(() => [])]);
  metrics.watch(
    'queue_jobs',
    {
      help: 'Jobs of the queue by their state: waiting, running, scheduled or failed, in all processes.',
      labels: ['task', 'state'],
    },
    () => inTime(jobsOf(on)),
  );
  metrics.watch(
    'queue_oldest_job_seconds',
    { help: 'How long the oldest job that could run has waited, in all processes.', labels: ['task'] },
    () => inTime(oldestOf(on)),
  );
  metrics.watch(
    'webhook_oldest_delivery_seconds',
    { help: 'How long the oldest webhook delivery that is due has waited, in all processes.', labels: [] },
    () => inTime(oldestDelivery(on)),
  );
}

function connectionsOf(pool: string, { totalCount, idleCount }: pg.Pool): Gauged<'pool' | 'state'> {
  return [
    { labels: { pool, state: 'idle' }, value: idleCount },
    { labels: { pool, state: 'busy' }, value: totalCount - idleCount },
  ];
}

async function jobsOf(on: Queryable): Promise<Gauged<'task' | 'state'>> {
  const rows = await runStatement<{ task: string; state: string; jobs: number }>(on, {
    name: 'metrics_jobs',
    text: `with counted as (
        select task_id, case when locked_at is not null then 'running' when attempts >= max_attempts then 'failed'
          when run_at > now() then 'scheduled' else 'waiting' end as state, count(*) as jobs
        from graphile_worker._private_jobs group by 1, 2
      )
      select task.identifier as task, known.state, coalesce(counted.jobs, 0)::int as jobs
      from graphile_worker._private_tasks task
      cross join unnest(array['waiting', 'running', 'scheduled', 'failed']) as known (state)
      left join counted on counted.task_id = task.id and counted.state = known.state`,
    values: [],
  });
  return rows.map(({ task, state, jobs }) => ({ labels: { task, state }, value: jobs }));
}

async function oldestOf(on: Queryable): Promise<Gauged<'task'>> {
  const rows = await runStatement<{ task: string; seconds: number }>(on, {
    name: 'metrics_oldest_jobs',
    text: `select task.identifier as task, coalesce(extract(epoch from now() - min(job.run_at)), 0)::float8 as seconds
      from graphile_worker._private_tasks task
      left join graphile_worker._private_jobs job
        on job.task_id = task.id and job.is_available and job.run_at <= now()
      group by task.identifier`,
    values: [],
  });
  return rows.map(({ task, seconds }) => ({ labels: { task }, value: seconds }));
}

async function oldestDelivery(on: Queryable): Promise<Gauged<never>> {
  const rows = await runStatement<{ seconds: number }>(on, {
    name: 'metrics_oldest_delivery',
    text: `select coalesce(extract(epoch from now() - min(next_attempt_at)), 0)::float8 as seconds
      from webhook_deliveries where status = 'PENDING' and next_attempt_at <= now()`,
    values: [],
  });
  return single(rows[0]?.seconds ?? 0);
}
