import type { Prisma } from '../database/generated/prisma/client.ts';
import type { ApiKeyId, ProjectId, WorkspaceId } from '../ids.ts';
import type { CapPeriod } from '../instant.ts';
import { hashOf, prefixOf } from './secrets.ts';
import type { Role } from './viewer.ts';

/** What may be charged through a key in each UTC day or month. */
export interface CreditCap {
  readonly credits: number;
  readonly per: CapPeriod;
}

export interface ApiKey {
  readonly id: ApiKeyId;
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  readonly role: Role;
  /** The first characters of the secret. */
  readonly prefix: string;
  /** Null: every project of the workspace. */
  readonly projectIds: readonly ProjectId[] | null;
  /** `spent` is of the period that began at `periodAt`, which may have ended. */
  readonly creditCap: (CreditCap & { readonly spent: number; readonly periodAt: number }) | null;
  /** Of its holder; null: none is known. */
  readonly email: string | null;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

/** Whether the key can be used at an instant. */
export function isAlive({ revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: number): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}

/** The properties of a key that an administrator wants to create. The project ids are decoded; no other field is validated yet. */
export interface KeyRequest {
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  readonly role: Role;
  readonly projectIds: readonly ProjectId[] | null;
  readonly creditCap: CreditCap | null;
  readonly expiresAt: number | null;
}

export interface NewApiKey extends KeyRequest {
  readonly id: ApiKeyId;
  readonly secret: string;
  readonly createdAt: number;
}

/** A key as its row is written, with its cap. The cap's first period begins with its first charge. */
export function apiKeyRow({ secret, ...key }: NewApiKey): Prisma.ApiKeyUncheckedCreateInput {
  const { id, workspaceId, name, role, projectIds, creditCap, expiresAt, createdAt } = key;
  return {
    id,
    workspaceId,
    name,
    role,
    prefix: prefixOf(secret),
    secretHash: hashOf(secret),
    projectIds: projectIds === null ? undefined : [...projectIds],
    creditCap: creditCap ? { create: { ...creditCap, periodAt: new Date(0) } } : undefined,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    createdAt: new Date(createdAt),
  };
}

/** FROM, for `API_KEY_COLUMNS`. */
export const API_KEY_TABLES = `api_keys k left join credit_caps c on c.api_key_id = k.id
  left join mail_recipients r on r.api_key_id = k.id`;

/** The columns of an ApiKey. */
export const API_KEY_COLUMNS = `k.id, k.workspace_id as "workspaceId", k.name, k.role, k.prefix,
  k.project_ids as "projectIds", r.address as email, k.created_at as "createdAt", k.last_used_at as "lastUsedAt",
  k.expires_at as "expiresAt", k.revoked_at as "revokedAt",
  case when c.api_key_id is not null then json_build_object('credits', c.credits, 'per', c.per, 'spent', c.spent,
    'periodAt', extract(epoch from c.period_at)::float8 * 1000) end as "creditCap"`;
