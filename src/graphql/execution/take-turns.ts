import {
  defaultFieldResolver,
  getNullableType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isIntrospectionType,
  isListType,
  isObjectType,
  OperationTypeNode,
} from 'graphql';
import type { Context } from '../context.ts';
import { REQUEST_TIMEOUT_ERROR } from '../errors.ts';

/** For so long the fields of all requests together are resolved before others are served. */
const TURN_MS = 15;

/** When the present turn began; null: with the next field. There is one event loop, so there is one turn. */
let beganMs: number | null = null;

/**
 * Lets others be served between the fields of a request that asks for many, and begins no field of one whose time is over.
 * Only fields that have something to work out wait, and lists, because of what is inside them; what else is read as it
 * stands costs less than to ask would.
 */
export function takeTurns(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    // Introspection types belong to graphql-js, which shares them between all schemas of the process.
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve) field.resolve = inTurn(field.resolve);
      else if (isListType(getNullableType(field.type))) field.resolve = inTurn(defaultFieldResolver);
    }
  }
  return schema;
}

type Resolver = GraphQLFieldResolver<unknown, Context>;

function inTurn(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    if (context.time.isOver) throw REQUEST_TIMEOUT_ERROR;
    return isTurnOver() && !isEvent(info)
      ? waiting(() => resolve(source, args, context, info), context)
      : resolve(source, args, context, info);
  };
}

/**
 * Events do not wait: whether a socket has room for more is known once their results are written to it, and a watch yields
 * between its handfuls of them.
 */
function isEvent({ operation }: Pick<GraphQLResolveInfo, 'operation'>): boolean {
  return operation.operation === OperationTypeNode.SUBSCRIPTION;
}

/** Fields that wait for another turn, by the time of their request. Requests are served in turn, a field of each. */
const queues = new Map<Context['time'], (() => void)[]>();
let isServing = false;

function waiting(resolve: () => unknown, { time }: Context): Promise<unknown> {
  const { promise, resolve: begin } = Promise.withResolvers<void>();
  const queue = queues.get(time);
  if (queue) queue.push(begin);
  else queues.set(time, [begin]);
  if (!isServing) void serve();
  return promise.then(() => {
    if (time.isOver) throw REQUEST_TIMEOUT_ERROR;
    return resolve();
  });
}

/** Each field that waits is asked once: were all of them to ask again each turn, ten thousand would use up the turn. */
async function serve(): Promise<void> {
  isServing = true;
  while (queues.size > 0) {
    await new Promise((next) => setImmediate(next));
    while (queues.size > 0 && !isTurnOver()) {
      beginNext();
      await Promise.resolve(); // what the field has begun is part of the turn
    }
  }
  isServing = false;
}

/** Begins a field of the request that has waited longest, which then stands behind the others. */
function beginNext(): void {
  for (const [time, fields] of queues) {
    queues.delete(time);
    fields.shift()?.();
    if (fields.length > 0) queues.set(time, fields);
    return;
  }
}

function isTurnOver(): boolean {
  const nowMs = performance.now();
  if (beganMs === null) {
    beganMs = nowMs;
    setImmediate(() => (beganMs = null)); // before all that wait for it
  }
  return nowMs - beganMs > TURN_MS;
}
