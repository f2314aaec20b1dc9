import { type Queryable, runStatement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import type { Head, SignedHead } from './head.ts';

/** The newest signed head of each project. */
export function newestHeads(on: Queryable): Promise<SignedHead[]> {
  return runStatement<SignedHead>(on, {
    name: 'chain_newest_heads',
    text: `select distinct on (project_id) project_id as "projectId", sequence, encode(hash, 'hex') as hash,
        signed_at as "signedAt", encode(signature, 'hex') as signature
      from ledger_heads order by project_id, sequence desc`,
    values: [],
  });
}

export interface HeadProblem {
  readonly projectId: ProjectId;
  readonly sequence: number;
  readonly code: 'HEAD_MISSING' | 'HEAD_DIFFERS';
  readonly message: string;
}

/** Returns a problem for each head that does not match the ledger. */
export async function contradicted(on: Queryable, heads: readonly Head[]): Promise<HeadProblem[]> {
  const rows = await runStatement<{ projectId: ProjectId; sequence: number; isThere: boolean }>(on, {
    name: 'chain_contradicted_heads',
    text: `select h.project_id as "projectId", h.sequence, l.sequence is not null as "isThere"
      from (select unnest($1::uuid[]) as project_id, unnest($2::int[]) as sequence, unnest($3::text[]) as hash) h
      left join credit_transactions l on l.project_id = h.project_id and l.sequence = h.sequence
      where decode(h.hash, 'hex') is distinct from l.hash order by 1, 2`,
    values: [
      heads.map(({ projectId }) => projectId),
      heads.map(({ sequence }) => sequence),
      heads.map(({ hash }) => hash),
    ],
  });
  return rows.map(({ isThere, ...at }) => ({
    ...at,
    code: isThere ? 'HEAD_DIFFERS' : 'HEAD_MISSING',
    message: isThere
      ? `Transaction ${at.sequence} is not what the head says: it, or one before it, was changed.`
      : `Transaction ${at.sequence}, which the head names, is missing: the end of the ledger was cut off.`,
  }));
}
