import { type GraphQLFieldResolver, type GraphQLSchema, isIntrospectionType, isObjectType } from 'graphql';
import type { Context } from '../context.ts';
import { TIME_OVER } from '../errors.ts';

/** For so long the fields of all requests together are resolved before others are served. */
const TURN_MS = 15;

/** When the present turn began; null: with the next field. There is one event loop, so there is one turn. */
let beganMs: number | null = null;

/**
 * Lets others be served between the fields of a request that asks for many, and begins no field of one whose time is over.
 * Only fields that have something to work out wait; those that are read as they stand cost less than to ask would.
 */
export function takeTurns(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    // Introspection types belong to graphql-js, which shares them between all schemas of the process.
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve) field.resolve = inTurn(field.resolve);
    }
  }
  return schema;
}

type Resolver = GraphQLFieldResolver<unknown, Context>;

function inTurn(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    if (context.time.isOver) throw TIME_OVER;
    return isTurnOver()
      ? waiting(() => resolve(source, args, context, info), context)
      : resolve(source, args, context, info);
  };
}

async function waiting(resolve: () => unknown, context: Context): Promise<unknown> {
  do await new Promise((next) => setImmediate(next));
  while (isTurnOver());
  if (context.time.isOver) throw TIME_OVER;
  return resolve();
}

function isTurnOver(): boolean {
  const nowMs = performance.now();
  if (beganMs === null) {
    beganMs = nowMs;
    setImmediate(() => (beganMs = null)); // before all that wait for it
  }
  return nowMs - beganMs > TURN_MS;
}
