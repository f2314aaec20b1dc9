/**
 * The authorization rule of each field, declared on the field:
 *
 *   @Needs('EDITOR', inProject('input.projectId'))
 *
 * and enforced by `checkRule`. A test refuses a root field without a rule.
 */
import { type AuthCheckerFn, Authorized } from 'type-graphql';
import { hasRole, type Role } from '../access/viewer.ts';
import type { ProjectId } from '../ids.ts';
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
  /** `at` is the path of an argument: the id of an object of this kind. The viewer must have access to the object's project. */
  | { readonly kind: OwnedKind; readonly at: string };

/** The kinds of objects that belong to a project, and the project itself. */
type OwnedKind = 'project' | 'action' | 'image' | 'grant' | 'purchase' | 'share-link';

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

/** Looks up the project of an object by the object's kind and id. */
const PROJECT_OF: Readonly<
  Record<OwnedKind, (context: Context, id: string, field: string) => Promise<ProjectId | undefined>>
> = {
  project: async (_context, id, field) => readTypeId('prj', id, field),
  action: async ({ loaders }, id, field) => (await loaders.action.load(readTypeId('act', id, field)))?.projectId,
  grant: async ({ loaders }, id, field) => (await loaders.grant.load(readTypeId('grt', id, field)))?.projectId,
  purchase: async ({ loaders }, id, field) => (await loaders.purchase.load(readTypeId('pur', id, field)))?.projectId,
  image: async ({ services }, id, field) => {
    const [image] = await services.images.findMany([readTypeId('img', id, field)]);
    return image?.projectId;
  },
  'share-link': async ({ services }, id, field) => {
    const [link] = await services.shareLinks.findMany([readTypeId('shr', id, field)]);
    return link?.projectId;
  },
};

async function checkScope(context: Context, scope: Scope, args: unknown): Promise<void> {
  if (!('at' in scope)) return;
  const { field, id } = idAt(args, scope.at);
  const projectId = await PROJECT_OF[scope.kind](context, id, field);
  if (!projectId || !(await visibleProject(context, projectId))) {
    throw new NotFoundError(field, scope.kind.replace('-', ' '));
  }
}

function idAt(args: unknown, at: string): { field: string; id: string } {
  const steps = at.split('.');
  const value = steps.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], args); // the schema says so
  return { field: steps.at(-1) ?? at, id: String(value) };
}
