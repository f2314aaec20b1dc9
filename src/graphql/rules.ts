/**
 * Who may ask for what, declared on the field that it guards:
 *
 *   @Needs('EDITOR', inProject('input.projectId'))
 *
 * and held in one place, below. A field without a rule is a mistake that a test finds.
 */
import { type AuthCheckerFn, Authorized } from 'type-graphql';
import { hasRole, type Role } from '../access/viewer.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import { type Context, viewerOf, visibleProject } from './context.ts';
import { publicError } from './errors.ts';
import { readTypeId } from './ids/type-id.ts';

export type Scope =
  /** It answers from what the viewer has: lists are narrowed to it, and a look-up of anything else is null. */
  | { readonly kind: 'own' }
  /** It concerns the whole workspace: a credential for some projects is not enough. */
  | { readonly kind: 'every-project' }
  /** The project at this place among the arguments must be the viewer's. */
  | { readonly kind: 'project'; readonly at: string }
  /** The action at this place must be of a project of the viewer's. */
  | { readonly kind: 'action'; readonly at: string };

export interface Rule {
  readonly role: Role;
  readonly scope: Scope;
}

export const OWN: Scope = { kind: 'own' };
export const EVERY_PROJECT: Scope = { kind: 'every-project' };
export const inProject = (at: string): Scope => ({ kind: 'project', at });
export const ofAction = (at: string): Scope => ({ kind: 'action', at });

/** The rule of a query, a mutation or a subscription. */
export function Needs(role: Role, scope: Scope): ReturnType<typeof Authorized> {
  const rule: Rule = { role, scope };
  return Authorized<Rule>(rule);
}

/** Throws UNAUTHENTICATED, FORBIDDEN or NOT_FOUND, in this order. */
export const checkRule: AuthCheckerFn<Context, Rule> = async ({ args, context, info }, [rule]) => {
  if (!rule) throw new Error(`${info.fieldName} has no rule`);
  checkRole(context, rule, info.fieldName);
  await checkScope(context, rule.scope, args);
  return true;
};

/** The half of a rule that no argument matters to; `what` is named in the error. */
export function checkRole(context: Context, { role, scope }: Rule, what: string): void {
  const viewer = viewerOf(context);
  if (!hasRole(viewer, role)) {
    throw publicError('FORBIDDEN', `${what} needs the role ${role}; this credential is ${viewer.role}.`);
  }
  if (scope.kind === 'every-project' && viewer.projectIds !== null) {
    throw publicError('FORBIDDEN', `${what} needs a credential for every project; this one is for some.`);
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
  }
}

function idAt(args: unknown, at: string): { field: string; id: string } {
  const steps = at.split('.');
  const value = steps.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], args); // the schema says so
  return { field: steps.at(-1) ?? at, id: String(value) };
}
