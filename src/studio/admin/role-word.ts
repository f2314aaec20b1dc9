import type { Role } from '../generated/graphql.ts';
import type { LabelKey } from '../language/messages/message-types.ts';

/** What each role is called, and what it may do. */
export const ROLE: Readonly<Record<Role, { readonly name: LabelKey; readonly may: LabelKey }>> = {
  VIEWER: { name: 'admin.viewer', may: 'admin.viewerMay' },
  EDITOR: { name: 'admin.editor', may: 'admin.editorMay' },
  ADMIN: { name: 'admin.adminRole', may: 'admin.adminMay' },
};
