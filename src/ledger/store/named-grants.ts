/**
 * Grants that postings name: those to revoke, and those that the charges to refund drew on. A drawn grant mostly has credits
 * left, so it is among the live grants of its account, which are read with the charge. Only where it is spent, or where the
 * account has many live grants, is it read by its id, in a round trip of its own: to look up each drawn grant with its charge
 * took a tenth of the time of refunds.
 */
import type { PipelineConnection } from '../../database/pipeline-connection.ts';
import type { Statement } from '../../database/statement.ts';
import type { GrantId, ProjectId } from '../../ids.ts';
import type { LedgerEntry } from '../kernel/entry.ts';
import { inDrawOrder, type ReadAccounts, WHOLE_GRANTS_MAX } from './reachable-grants.ts';
import { GRANT_COLUMNS, type GrantRow } from './rows.ts';

interface NamedGrant {
  readonly projectId: ProjectId;
  readonly grantId: GrantId;
}

interface ReadCharges extends ReadAccounts {
  readonly charges: ReadonlyMap<string, LedgerEntry>;
}

/** Adds the drawn grants that were not read yet to the named grants. */
export async function withDrawnGrants<Loaded extends ReadCharges>(
  connection: PipelineConnection,
  loaded: Loaded,
): Promise<Loaded> {
  const drawn = [...loaded.charges.values()].flatMap(({ projectId, draws }) =>
    draws.map(({ grantId }) => ({ projectId, grantId })),
  );
  const missing = drawn.filter(({ projectId, grantId }) => {
    const live = loaded.liveGrants.get(projectId) ?? [];
    return live.length > WHOLE_GRANTS_MAX || !live.some(({ id }) => id === grantId);
  });
  if (missing.length === 0) return loaded;
  const [answer] = await connection.run([grantsById(missing)]);
  const namedGrants = new Map(loaded.namedGrants);
  const read = inDrawOrder((answer?.rows ?? []) as GrantRow[]); // the statement's text names the columns
  for (const [id, own] of read) namedGrants.set(id, [...(namedGrants.get(id) ?? []), ...own]);
  return { ...loaded, namedGrants };
}

/** Each grant of a project once, however often it is named. */
export function grantsById(named: readonly NamedGrant[]): Statement {
  const different = [...new Map(named.map((grant) => [`${grant.projectId} ${grant.grantId}`, grant])).values()];
  return {
    name: 'ledger_grants_by_id',
    text: `select ${GRANT_COLUMNS} from unnest($1::uuid[], $2::uuid[]) as wanted(project_id, id)
      cross join lateral (
        select * from credit_grants l where l.project_id = wanted.project_id and l.id >= wanted.id order by l.id limit 1
      ) g
      where g.id = wanted.id`,
    values: [different.map(({ projectId }) => projectId), different.map(({ grantId }) => grantId)],
  };
}
