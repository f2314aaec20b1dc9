import type { ApiKeyId, ProjectId, WorkspaceId } from '../ids.ts';

/** What a credential may do. Each role may do what the ones before it may. */
export const ROLES = ['VIEWER', 'EDITOR', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking, as the credential tells. */
export interface Viewer {
  /** The key's name or the token's subject; the ledger names it as the actor. */
  readonly name: string;
  readonly role: Role;
  readonly workspaceId: WorkspaceId;
  /** Null: every project of the workspace, later ones too. */
  readonly projectIds: ReadonlySet<ProjectId> | null;
  readonly expiresAt: number | null;
  /** The key itself, or the one that made the token; null for a token of the company's own. When it ends, so does this. */
  readonly keyId: ApiKeyId | null;
  /** The key, where what is charged counts against its cap. */
  readonly capKeyId: ApiKeyId | null;
  /** Tokens cannot make tokens: they would outlive themselves. */
  readonly isToken: boolean;
  /** The same for all requests and sockets of one caller. */
  readonly credential: string;
  /** Whose limits its requests and sockets count against: the key's, also for the tokens that it has made. */
  readonly limitedAs: string;
}

export function hasRole(viewer: Pick<Viewer, 'role'>, needed: Role): boolean {
  return ROLES.indexOf(viewer.role) >= ROLES.indexOf(needed);
}

export function hasProject({ projectIds }: Viewer, id: ProjectId): boolean {
  return projectIds === null || projectIds.has(id);
}
