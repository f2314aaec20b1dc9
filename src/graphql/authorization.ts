import type { AuthCheckerFn } from 'type-graphql';
import { hasRole, type Role } from '../access/viewer.ts';
import { type Context, viewerOf } from './context.ts';
import { publicError } from './errors.ts';

/** Each query, mutation and subscription says with @Authorized which role it needs; this holds it to that. */
export const checkRole: AuthCheckerFn<Context, Role> = ({ context, info }, roles) => {
  const viewer = viewerOf(context);
  const needed = roles[0] ?? 'ADMIN';
  if (hasRole(viewer, needed)) return true;
  throw publicError('FORBIDDEN', `${info.fieldName} needs the role ${needed}; this credential is ${viewer.role}.`);
};
