import type { Client } from 'pg';
import type { ProjectId } from '../../ids.ts';
import { type CheckScope, inScope, PROBLEMS_MAX } from './check.ts';
import { HAS_WRONG_DRAWS } from './entries-check.ts';
import type { ProjectRange } from './project-ranges.ts';

/**
 * Orders entries by project and sequence, as one number, which sorts faster than both columns. Two projects may have the same
 * hash; their entries alternate then, which looks broken, and `entriesCheck` reads them in order.
 */
const PLACE = `(((uuid_hash_extended(l.project_id, 0) & 2147483647) << 32) | l.sequence)`;

/** Whether an entry contradicts itself or the entry before it. */
const IS_BROKEN = `is_wrong or (sequence > 1 and created_at < time_before)
  or hash is distinct from sha256(case sequence when 1 then decode(repeat('00', 32), 'hex') else hash_before end || content)`;

/** `offset 0` keeps PostgreSQL from merging the queries: the sort moves the content of an entry instead of its columns. */
const BROKEN_CHAINS = `select distinct project_id from (
    select project_id, sequence, created_at, hash, content, is_wrong,
      lag(hash) over w as hash_before, lag(created_at) over w as time_before
    from (
      select ${PLACE} as place, project_id, sequence, created_at, hash, line_content(l) as content,
        ${HAS_WRONG_DRAWS} or balance_after < 0 as is_wrong
      from credit_transactions l
      where ${inScope('l.project_id')} and l.project_id > $3 and l.project_id <= $4 offset 0
    ) l
    window w as (order by place)
  ) l
  where ${IS_BROKEN}
  order by project_id limit ${PROBLEMS_MAX}`;

/**
 * The first projects of a range with an entry whose hash is wrong, that is dated before the one that precedes it, whose draws do not
 * add up, or that leaves a negative balance: what has no fingerprint.
 */
export async function brokenChains(client: Client, scope: CheckScope, range: ProjectRange): Promise<ProjectId[]> {
  const values = [scope.workspaceId, scope.projectId, ...range];
  const { rows } = await client.query<{ project_id: ProjectId }>(BROKEN_CHAINS, values);
  return rows.map(({ project_id: projectId }) => projectId);
}
