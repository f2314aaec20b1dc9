import type { Role } from '../generated/graphql.ts';

/** What each role is called, and what it may do. */
export const ROLE: Readonly<Record<Role, { readonly name: string; readonly may: string }>> = {
  VIEWER: { name: 'Viewer', may: 'Looks at projects, pictures and history' },
  EDITOR: { name: 'Editor', may: 'Also makes projects and pictures' },
  ADMIN: { name: 'Admin', may: 'Also adds credits and manages keys' },
};
