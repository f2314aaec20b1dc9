import type { WorkspaceId } from './workspace.ts';

/** What a credential may do. Each role may do what the ones before it may. */
export const ROLES = ['VIEWER', 'EDITOR', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking, as the credential tells. */
export interface Viewer {
  readonly name: string;
  readonly role: Role;
  readonly workspaceId: WorkspaceId;
}

export function hasRole(viewer: Viewer, needed: Role): boolean {
  return ROLES.indexOf(viewer.role) >= ROLES.indexOf(needed);
}
