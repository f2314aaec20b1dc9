import type { ActionId, ApiKeyId, GrantId, ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { ActionKind, EntryKind, LedgerEntry } from '../kernel/entry.ts';
import type { Draw, Grant, GrantSource } from '../kernel/grant.ts';

/** A row's xmin: the id of the transaction that wrote it. https://www.postgresql.org/docs/current/ddl-system-columns.html */
export type RowVersion = string & { readonly brand: 'RowVersion' };

/** The columns of `credit_transactions t` as an EntryRow. */
export const ENTRY_COLUMNS = `t.project_id, t.sequence, t.kind, t.amount, t.balance_after, t.action_id, t.action_kind,
  t.grant_id, t.draw_grant_ids, t.draw_credits, t.refund_of, t.counterpart_project_id,
  t.counterpart_sequence, t.actor, t.note, t.key_id,
  t.idempotency_key, encode(t.request_hash, 'hex') as request_hash, t.created_at`;

export interface EntryRow {
  readonly project_id: ProjectId;
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly amount: number;
  readonly balance_after: number;
  readonly action_id: ActionId | null;
  readonly action_kind: ActionKind | null;
  readonly grant_id: GrantId | null;
  readonly draw_grant_ids: readonly GrantId[] | null;
  readonly draw_credits: readonly number[] | null;
  readonly refund_of: number | null;
  readonly counterpart_project_id: ProjectId | null;
  readonly counterpart_sequence: number | null;
  readonly actor: string;
  readonly note: string | null;
  readonly key_id: ApiKeyId | null;
  readonly idempotency_key: string | null;
  readonly request_hash: string | null;
  readonly created_at: Instant;
}

export function entryFromRow(row: EntryRow): LedgerEntry {
  const { idempotency_key: value, request_hash: requestHash } = row;
  const { counterpart_project_id: otherId, counterpart_sequence: otherSequence } = row;
  return {
    projectId: row.project_id,
    sequence: row.sequence,
    kind: row.kind,
    amount: row.amount,
    balanceAfter: row.balance_after,
    actionId: row.action_id,
    actionKind: row.action_kind,
    grantId: row.grant_id,
    draws: drawsFrom(row.draw_grant_ids ?? [], row.draw_credits ?? []),
    refundOf: row.refund_of,
    counterpart: otherId === null || otherSequence === null ? null : { projectId: otherId, sequence: otherSequence },
    actor: row.actor,
    note: row.note,
    keyId: row.key_id,
    key: value === null || requestHash === null ? null : { value, requestHash },
    createdAt: row.created_at,
  };
}

function drawsFrom(grantIds: readonly GrantId[], credits: readonly number[]): Draw[] {
  return grantIds.map((grantId, index) => ({ grantId, credits: credits[index] ?? 0 }));
}

/** The columns of `credit_grants g` as a GrantRow. */
export const GRANT_COLUMNS = `g.project_id, g.id, g.source, g.credits, g.remaining, g.priority, g.expires_at, g.note,
  g.sequence, g.created_at, g.allowance_at, g.revoked_at`;

export interface GrantRow {
  readonly project_id: ProjectId;
  readonly id: GrantId;
  readonly source: GrantSource;
  readonly credits: number;
  readonly remaining: number;
  readonly priority: number;
  readonly expires_at: Instant | null;
  readonly note: string | null;
  readonly sequence: number;
  readonly created_at: Instant;
  readonly allowance_at: Instant | null;
  readonly revoked_at: Instant | null;
}

export function grantFromRow(row: GrantRow): Grant {
  return {
    id: row.id,
    source: row.source,
    credits: row.credits,
    remaining: row.remaining,
    priority: row.priority,
    expiresAt: row.expires_at,
    note: row.note,
    sequence: row.sequence,
    createdAt: row.created_at,
    allowanceAt: row.allowance_at,
    revokedAt: row.revoked_at,
  };
}
