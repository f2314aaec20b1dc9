/**
 * The live grants that a batch needs. An account with few grants is read whole, in the first round trip. Of an account with
 * many, only the grants that the postings can reach are read, in a separate round trip:
 *
 * - the grants that are refunded or revoked, which have been read before (`named-grants.ts`);
 * - the grants that have expired, or as many of them as one transaction settles, and one more;
 * - the first others in draw order that cover all debits of the batch;
 * - the unspent grants of an allowance that is due or set, which its rollover cap depends on;
 * - of the rest, the grant that expires first, which makes the next expiry of the account known.
 *
 * So each posting has the same outcome as with the whole account.
 */
import { overRows } from '../../database/over-rows.ts';
import type { PipelineConnection } from '../../database/pipeline-connection.ts';
import type { Statement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { runningAllowance } from '../kernel/allowance.ts';
import { compareDrawOrder, type Grant } from '../kernel/grant.ts';
import type { Posting } from '../kernel/posting.ts';
import { SETTLED_MAX } from '../kernel/settle-due.ts';
import type { Project } from '../project.ts';
import { GRANT_COLUMNS, grantFromRow, type GrantRow, type RowVersion } from './rows.ts';

/** Accounts with more live grants are read in part, and not cached. Most have fewer than ten. */
export const WHOLE_GRANTS_MAX = 32;

/** The accounts of a batch, as far as they were read. */
export interface ReadAccounts {
  readonly projects: ReadonlyMap<ProjectId, Project>;
  /** In draw order. */
  readonly liveGrants: ReadonlyMap<ProjectId, readonly Grant[]>;
  /** The projects whose live grants were read only as far as the postings can reach them. */
  readonly accountsInPart: ReadonlySet<ProjectId>;
  /**
   * The grants to revoke, and the grants that refunded charges drew on, including spent ones. A drawn grant may be missing if all
   * live grants of its account were read and it is one of them.
   */
  readonly namedGrants: ReadonlyMap<ProjectId, readonly Grant[]>;
}

/** A project to read, and the version of its row that the cached account has; null: none is cached. */
export interface SeenProject {
  readonly projectId: ProjectId;
  readonly seen: RowVersion | null;
}

/**
 * Reads the live grants of the projects whose version differs, which must be locked, and of each one grant more than a whole account
 * has. The grants of the others are those of the cached account: reading them was a third of the CPU time of refunds to
 * projects with twelve grants.
 */
export function firstLiveGrants(projects: readonly SeenProject[]): Statement {
  return {
    name: 'ledger_first_live_grants',
    text: `select ${GRANT_COLUMNS} from (select unnest($1::uuid[]) as project_id, unnest($2::xid[]) as seen) touched
      cross join lateral (
        select from projects p where p.id = touched.project_id and p.xmin is distinct from touched.seen
      ) changed
      cross join lateral (
        select * from credit_grants l where l.project_id = touched.project_id and not l.spent
        order by l.priority, l.expires_at, l.sequence, l.id limit ${WHOLE_GRANTS_MAX + 1}
      ) g`,
    values: [projects.map(({ projectId }) => projectId), projects.map(({ seen }) => seen)],
  };
}

/** Grants by project, in draw order. */
export function inDrawOrder(rows: readonly GrantRow[]): Map<ProjectId, Grant[]> {
  const grouped = Map.groupBy(rows, (row) => row.project_id);
  return new Map([...grouped].map(([id, own]) => [id, own.map(grantFromRow).toSorted(compareDrawOrder)]));
}

/** What the postings of a batch can reach in an account with many grants. */
interface Reach {
  readonly projectId: ProjectId;
  readonly debits: number;
  /** No decision of the batch is dated later. */
  readonly dueUntil: Instant;
  readonly needsAllowanceGrants: boolean;
}

/** Replaces the live grants of accounts that have many by those that the postings can reach. */
export async function withReachableGrants<Loaded extends ReadAccounts>(
  connection: PipelineConnection,
  loaded: Loaded,
  postings: readonly Posting[],
  now: Instant,
): Promise<Loaded> {
  const many = [...loaded.liveGrants].flatMap(([id, grants]) => (grants.length > WHOLE_GRANTS_MAX ? [id] : []));
  if (many.length === 0) return loaded;
  const dueUntil = Math.max(now, ...[...loaded.projects.values()].map(({ lastEntryAt }) => lastEntryAt ?? now));
  const reaches = many.flatMap((id) => {
    const project = loaded.projects.get(id);
    return project ? [reachOf(project, postings, dueUntil)] : [];
  });
  const named = many.flatMap((id) => loaded.namedGrants.get(id) ?? []);
  const [result] = await connection.run([reachableGrants(reaches, named)]);
  const read = inDrawOrder((result?.rows ?? []) as GrantRow[]); // the statement's text names the columns
  const liveGrants = new Map(loaded.liveGrants);
  for (const id of many) liveGrants.set(id, merged(read.get(id) ?? [], loaded.namedGrants.get(id) ?? []));
  return { ...loaded, liveGrants, accountsInPart: new Set(many) };
}

function reachOf(project: Project, postings: readonly Posting[], dueUntil: Instant): Reach {
  const own = postings.filter(({ projectId }) => projectId === project.id);
  const allowance = runningAllowance(project);
  return {
    projectId: project.id,
    debits: own.reduce((sum, posting) => sum + debitOf(posting), 0),
    dueUntil,
    needsAllowanceGrants:
      (allowance !== null && allowance.nextAt <= dueUntil) || own.some(({ type }) => type === 'allowance'),
  };
}

function debitOf(posting: Posting): number {
  return posting.type === 'charge' || posting.type === 'transfer' ? posting.credits : 0;
}

function merged(read: readonly Grant[], named: readonly Grant[]): Grant[] {
  const live = new Map([...read, ...named.filter(({ remaining }) => remaining > 0)].map((grant) => [grant.id, grant]));
  return [...live.values()].toSorted(compareDrawOrder);
}

const LIVE = 'g.project_id = reach.project_id and not g.spent';
const BY_EXPIRY = 'order by g.expires_at, g.priority, g.sequence, g.id';
const IN_DRAW_ORDER = 'order by g.priority, g.expires_at, g.sequence, g.id';

const reachableGrantsOver = overRows<Reach>(
  'ledger_reachable_grants',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    debits: ['int8', ({ debits }) => debits],
    due_until: ['float8', ({ dueUntil }) => dueUntil],
    needs_allowance_grants: ['bool', ({ needsAllowanceGrants }) => needsAllowanceGrants],
  },
  (rows) => `with reach as (
      select r.project_id, r.debits, to_timestamp(r.due_until / 1000) as due_until, r.needs_allowance_grants from ${rows} r
    ), reached as (
      select g.* from reach cross join lateral (
        (select ${GRANT_COLUMNS} from credit_grants g where ${LIVE} and g.expires_at <= reach.due_until
          ${BY_EXPIRY} limit ${SETTLED_MAX + 1})
        union all
        (select ${GRANT_COLUMNS} from (
            -- A grant holds at least one credit, so there are at most as many as debits.
            select g.*, sum(g.remaining) over (${IN_DRAW_ORDER} rows unbounded preceding) - g.remaining as before
            from (
              select * from credit_grants g
              where ${LIVE} and (g.expires_at is null or g.expires_at > reach.due_until) and g.id <> all($5::uuid[])
              ${IN_DRAW_ORDER} limit reach.debits
            ) g
          ) g
          where g.before < reach.debits)
        union all
        (select ${GRANT_COLUMNS} from credit_grants g
          where ${LIVE} and reach.needs_allowance_grants and g.allowance_at is not null)
      ) g
    )
    select * from reached
    union all
    select next.* from reach cross join lateral (
      select ${GRANT_COLUMNS} from credit_grants g
      where ${LIVE} and g.expires_at is not null and g.id <> all($5::uuid[]) and g.id not in (select r.id from reached r)
      ${BY_EXPIRY} limit 1
    ) next`,
);

/** `named` are the grants that were read already. */
function reachableGrants(reaches: readonly Reach[], named: readonly Grant[]): Statement {
  const statement = reachableGrantsOver(reaches);
  return { ...statement, values: [...statement.values, named.map(({ id }) => id)] };
}
