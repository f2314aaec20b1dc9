import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { AuditAct, AuditEntry } from '../audit/audit.ts';
import type { AuditId } from '../ids.ts';
import type { Project } from '../ledger/project.ts';
import { AuditEntryConnection, AuditEntryType } from './audit.types.ts';
import { type Connection, connectionOf, PageArgs, readPage } from './connection.ts';
import { type Context, viewerOf } from './context.ts';
import { encodeUuid, type IdKinds, typeId } from './ids/type-id.ts';
import { ProjectType } from './project.types.ts';
import { EVERY_PROJECT, Needs } from './rules.ts';

/** What kind of thing each act is done to. */
const SUBJECT_PREFIXES: Readonly<Record<AuditAct, keyof IdKinds>> = {
  ACTION_REFUNDED: 'act',
  ALLOWANCE_ENDED: 'prj',
  ALLOWANCE_SET: 'prj',
  AUTO_TOP_UP_ENDED: 'prj',
  AUTO_TOP_UP_SET: 'prj',
  CREDIT_PACKS_PUBLISHED: 'wsp',
  PURCHASE_REFUNDED: 'pur',
  API_KEY_CREATED: 'key',
  API_KEY_EMAIL_SET: 'key',
  API_KEY_REVOKED: 'key',
  SIGN_IN_LINK_CREATED: 'key',
  SIGN_IN_LINK_REVOKED: 'key',
  SIGN_IN_LINK_USED: 'key',
  CREDITS_GRANTED: 'grt',
  CREDITS_TRANSFERRED: 'prj',
  GRANT_REVOKED: 'grt',
  PRICE_LIST_PUBLISHED: 'wsp',
  PRICE_LIST_WITHDRAWN: 'wsp',
  IMAGE_DELETED: 'img',
  COMMENT_DELETED: 'cmt',
  SHARE_LINK_CREATED: 'shr',
  SHARE_LINK_REVOKED: 'shr',
  PROJECT_ARCHIVED: 'prj',
  PROJECT_RESTORED: 'prj',
  PROJECT_ERASED: 'prj',
  WEBHOOK_ENDPOINT_CREATED: 'whe',
  WEBHOOK_ENDPOINT_UPDATED: 'whe',
  WEBHOOK_ENDPOINT_DELETED: 'whe',
  WEBHOOK_ENDPOINT_SWITCHED_OFF: 'whe',
  WEBHOOK_SECRET_ROTATED: 'whe',
};

@Resolver(() => AuditEntryType)
export class AuditResolver {
  @Needs('ADMIN', EVERY_PROJECT)
  @Query(() => AuditEntryConnection, { description: 'The administrative changes to the workspace, newest first.' })
  async auditLog(@Args(() => PageArgs) asked: PageArgs, @Ctx() context: Context): Promise<Connection<AuditEntry>> {
    const { workspaceId } = viewerOf(context);
    const list = { name: 'auditLog', ownerId: workspaceId } as const;
    const range = readPage(list, asked, (position) => position as AuditId); // positions in this list are ids of entries
    const found = await context.read(() => context.services.auditPage({ workspaceId, ...range }));
    return connectionOf(list, { range, found, positionOf: (entry) => entry.id });
  }

  @FieldResolver(() => ID)
  id(@Root() entry: AuditEntry): string {
    return typeId('aud', entry.id);
  }

  @FieldResolver(() => ID)
  subjectId(@Root() { act, subjectId }: AuditEntry): string {
    return `${SUBJECT_PREFIXES[act]}_${encodeUuid(subjectId)}`;
  }

  @FieldResolver(() => ProjectType, { nullable: true })
  project(@Root() { projectId }: AuditEntry, @Ctx() { loaders }: Context): Promise<Project | null> | null {
    return projectId === null ? null : loaders.project.load(projectId);
  }
}
