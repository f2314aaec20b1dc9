import { openClient } from '../../../src/database/open-client.ts';
import type { GrantId, ProjectId, WorkspaceId } from '../../../src/ids.ts';
import { BALANCE_LIMIT } from '../../../src/ledger/kernel/decide-grant.ts';
import type { BenchCluster } from '../bench-cluster.ts';
import { BENCH_GRANT } from './bench-grant.ts';
import { newId } from './charging.ts';
import { openLedger } from './open-ledger.ts';

/** The list that charges are made under; nobody asks for its prices. */
export const INSERT_PRICE_LIST = `insert into price_lists (workspace_id, version, effective_at, published_at, published_by)
  values ($1, 1, now(), now(), 'system')`;

export interface FilledDatabase {
  readonly name: string;
  readonly workspaceId: WorkspaceId;
  readonly hot: ProjectId;
  readonly spread: readonly ProjectId[];
}

/** A database with one project that is to be hot and many others, each with one grant that no run can spend, unless said. */
export async function fillDatabase(
  cluster: BenchCluster,
  name: string,
  spreadCount: number,
  credits = BALANCE_LIMIT,
): Promise<FilledDatabase> {
  const url = await cluster.database(name);
  const workspaceId = newId<WorkspaceId>();
  const hot = newId<ProjectId>();
  const spread = Array.from({ length: spreadCount }, () => newId<ProjectId>());
  const client = await openClient(url);
  await client.query('insert into workspaces (id, name, created_at) values ($1, $2, now())', [workspaceId, 'Studio']);
  await client.query(INSERT_PRICE_LIST, [workspaceId]);
  await client.query(
    `insert into projects (id, workspace_id, name, created_at) select id, $1, 'Necklace spring', now()
     from unnest($2::uuid[]) as made(id)`,
    [workspaceId, [hot, ...spread]],
  );
  await grantAll(url, [hot, ...spread], { workspaceId, credits });
  await client.query('vacuum analyze');
  await client.end();
  return { name, workspaceId, hot, spread };
}

async function grantAll(
  url: string,
  projectIds: readonly ProjectId[],
  { workspaceId, credits }: { workspaceId: WorkspaceId; credits: number },
): Promise<void> {
  const ledger = openLedger(url);
  for (let from = 0; from < projectIds.length; from += 1_000) {
    const some = projectIds.slice(from, from + 1_000);
    await Promise.all(
      some.map((projectId) =>
        ledger.post({ ...BENCH_GRANT, workspaceId, projectId, grantId: newId<GrantId>(), credits }),
      ),
    );
  }
  await ledger.close();
}

const WITHOUT_HASHES = `drop trigger credit_transactions_hash on credit_transactions;
    alter table credit_transactions alter column hash drop not null`;

/**
 * Makes lines have no hash: drops the trigger that computes hashes, and moves the end of each chain back by one line, so that the
 * program leaves hashes to the trigger.
 */
export async function stopHashes(url: string): Promise<void> {
  const client = await openClient(url);
  await client.query(`${WITHOUT_HASHES}; update projects set chain_sequence = chain_sequence - 1`);
  await client.end();
}

/**
 * Takes away what only Darkroom's tables have, the triggers and the checks beyond the balance's, so that a baseline writes to
 * such tables as its author would have made. `keepIndexes` leaves the indexes as they are.
 */
export async function makePlain(url: string, { keepIndexes }: { keepIndexes: boolean }): Promise<void> {
  const client = await openClient(url);
  await client.query(`
    drop trigger credit_transactions_immutable on credit_transactions;
    drop trigger credit_transactions_chain on credit_transactions;
    ${WITHOUT_HASHES};
    drop trigger projects_balance on projects;
    drop trigger projects_stay on projects;
    alter table actions drop constraint actions_end`);
  if (!keepIndexes) {
    await client.query(
      'drop index credit_transactions_one_refund_a_charge, credit_transactions_not_charges, actions_id_idx',
    );
  }
  await client.end();
}

/**
 * Adds two milliseconds to every commit that has moved a balance, while its locks are held, as a slow disk or a replica that
 * must confirm does. A deferred trigger runs at the commit itself and needs nothing outside of PostgreSQL;
 * commit_delay would not do, because it waits only while other commits are under way.
 */
export async function makeCommitsSlow(url: string): Promise<void> {
  const client = await openClient(url);
  await client.query(`
    create function slow_commit() returns trigger language plpgsql as $$
    begin
      perform pg_sleep(0.002);
      return null;
    end $$;
    create constraint trigger projects_slow_commit after update on projects
      deferrable initially deferred for each row execute function slow_commit()`);
  await client.end();
}
