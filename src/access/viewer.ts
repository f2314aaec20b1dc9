import type { ApiKeyId, ProjectId, WorkspaceId } from '../ids.ts';

/** What a credential may do. Each role may do what the ones before it may. */
export const ROLES = ['VIEWER', 'EDITOR', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** The caller, as identified by the credential. */
export interface Viewer {
  /** The name of the key or the subject of the token; the ledger records it as the actor. */
  readonly name: string;
  readonly role: Role;
  readonly workspaceId: WorkspaceId;
  /** Null: every project of the workspace, including future ones. */
  readonly projectIds: ReadonlySet<ProjectId> | null;
  readonly expiresAt: number | null;
  /** As a token of an OpenID provider tells it; null for everybody else. */
  readonly email: string | null;
  /** The key, or the one that created the token, with which the token ends; null for a token of an OpenID provider. */
  readonly keyId: ApiKeyId | null;
  /** The key whose spending cap is charged; null if it has none. */
  readonly capKeyId: ApiKeyId | null;
  /** A token cannot create tokens: they could outlive it. */
  readonly isToken: boolean;
  /** Identical for all requests and sockets of one caller. */
  readonly credential: string;
  /** Identifies the rate limits that apply: those of the key, also for the tokens that it created. */
  readonly limitedAs: string;
}

export function hasRole(viewer: Pick<Viewer, 'role'>, needed: Role): boolean {
  return ROLES.indexOf(viewer.role) >= ROLES.indexOf(needed);
}

export function hasProject({ projectIds }: Viewer, id: ProjectId): boolean {
  return projectIds === null || projectIds.has(id);
}
