/**
 * The authorization rule of each field, declared on the field:
 *
 *   @Needs('EDITOR', inProject('input.projectId'))
 *
 * and enforced by `checkRule`. A test refuses a root field without a rule.
 */
import { type AuthCheckerFn, Authorized } from 'type-graphql';
import { hasRole, type Role } from '../access/viewer.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import { type Context, viewerOf, visibleProject } from './context.ts';
import { publicError } from './errors.ts';
import { readTypeId } from './ids/type-id.ts';

export type Scope =
  /** Needs no credential. What the caller names is checked where it is read. */
  | { readonly kind: 'anyone' }
  /** Lists contain only what the viewer has access to, and a look-up of anything else returns null. */
  | { readonly kind: 'own' }
  /** Requires a credential with access to every project of the workspace. */
  | { readonly kind: 'every-project' }
  /** The viewer must have access to the project whose id is the argument at this path. */
  | { readonly kind: 'project'; readonly at: string }
  /** The viewer must have access to the project of the action whose id is the argument at this path. */
  | { readonly kind: 'action'; readonly at: string }
  /** The viewer must have access to the project of the image whose id is the argument at this path. */
  | { readonly kind: 'image'; readonly at: string }
  /** The viewer must have access to the project of the grant whose id is the argument at this path. */
  | { readonly kind: 'grant'; readonly at: string }
  /** The viewer must have access to the project of the purchase whose id is the argument at this path. */
  | { readonly kind: 'purchase'; readonly at: string }
  /** The viewer must have access to the project of the share link whose id is the argument at this path. */
  | { readonly kind: 'share-link'; readonly at: string };

export interface Rule {
  readonly role: Role;
  readonly scope: Scope;
}

export const OWN_SCOPE: Scope = { kind: 'own' };
export const EVERY_PROJECT: Scope = { kind: 'every-project' };
export const inProject = (at: string): Scope => ({ kind: 'project', at });
export const ofGrant = (at: string): Scope => ({ kind: 'grant', at });
export const ofImage = (at: string): Scope => ({ kind: 'image', at });
export const ofPurchase = (at: string): Scope => ({ kind: 'purchase', at });
export const ofShareLink = (at: string): Scope => ({ kind: 'share-link', at });
export const ofAction = (at: string): Scope => ({ kind: 'action', at });

/** The rule of a query, a mutation or a subscription. */
export function Needs(role: Role, scope: Scope): ReturnType<typeof Authorized> {
  const rule: Rule = { role, scope };
  return Authorized<Rule>(rule);
}

/** The rule of a field that needs no credential. */
export function OpenToAll(): ReturnType<typeof Authorized> {
  return Needs('VIEWER', { kind: 'anyone' });
}

/** Throws UNAUTHENTICATED, FORBIDDEN or NOT_FOUND, in this order. */
export const checkRule: AuthCheckerFn<Context, Rule> = async ({ args, context, info }, [rule]) => {
  if (!rule) throw new Error(`${info.fieldName} has no rule`);
  if (rule.scope.kind === 'anyone') return true;
  checkRole(context, rule, info.fieldName);
  await checkScope(context, rule.scope, args);
  return true;
};

/** Checks the part of a rule that depends on no argument. `what` names the field in the error. */
export function checkRole(context: Context, { role, scope }: Rule, what: string): void {
  const viewer = viewerOf(context);
  if (!hasRole(viewer, role)) {
    throw publicError('FORBIDDEN', `${what} requires the role ${role}; this credential has the role ${viewer.role}.`);
  }
  if (scope.kind === 'every-project' && viewer.projectIds !== null) {
    throw publicError(
      'FORBIDDEN',
      `${what} requires a credential with access to every project; this one is limited to some projects.`,
    );
  }
}

async function checkScope(context: Context, scope: Scope, args: unknown): Promise<void> {
  if (scope.kind === 'project') {
    const { field, id } = idAt(args, scope.at);
    if (!(await visibleProject(context, readTypeId('prj', id, field)))) throw new NotFoundError(field, 'project');
  } else if (scope.kind === 'action') {
    const { field, id } = idAt(args, scope.at);
    const action = await context.loaders.action.load(readTypeId('act', id, field));
    if (!action || !(await visibleProject(context, action.projectId))) throw new NotFoundError(field, 'action');
  } else if (scope.kind === 'image') {
    const { field, id } = idAt(args, scope.at);
    const [image] = await context.services.images.findMany([readTypeId('img', id, field)]);
    if (!image || !(await visibleProject(context, image.projectId))) throw new NotFoundError(field, 'image');
  } else if (scope.kind === 'grant') {
    const { field, id } = idAt(args, scope.at);
    const grant = await context.loaders.grant.load(readTypeId('grt', id, field));
    if (!grant || !(await visibleProject(context, grant.projectId))) throw new NotFoundError(field, 'grant');
  } else if (scope.kind === 'purchase') {
    const { field, id } = idAt(args, scope.at);
    const purchase = await context.loaders.purchase.load(readTypeId('pur', id, field));
    if (!purchase || !(await visibleProject(context, purchase.projectId))) throw new NotFoundError(field, 'purchase');
  } else if (scope.kind === 'share-link') {
    const { field, id } = idAt(args, scope.at);
    const [link] = await context.services.shareLinks.findMany([readTypeId('shr', id, field)]);
    if (!link || !(await visibleProject(context, link.projectId))) throw new NotFoundError(field, 'share link');
  }
}

function idAt(args: unknown, at: string): { field: string; id: string } {
  const steps = at.split('.');
  const value = steps.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], args); // the schema says so
  return { field: steps.at(-1) ?? at, id: String(value) };
}
