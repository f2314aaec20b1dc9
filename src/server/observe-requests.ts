import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../graphql/context.ts';
import { executedOperation } from '../graphql/execution/operation-observer.ts';
import type { RequestObserver } from './request-observer.ts';

/** Reports every answered request by the pattern of its route: addresses contain ids and signatures. */
export function observeRequests(http: FastifyInstance, observer: RequestObserver): void {
  http.addHook('onResponse', (request, reply, done) => {
    observer.responded({
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      elapsedMs: reply.elapsedTime,
    });
    done();
  });
}

/** Reports every GraphQL operation over HTTP. */
export function observeOperations(schema: GraphQLSchema, observer: RequestObserver): ApolloServerPlugin<Context> {
  const listener: GraphQLRequestListener<Context> = {
    async willSendResponse({ operation, response: { body } }) {
      const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
      observer.executed(executedOperation(schema, operation, errors));
    },
  };
  return { requestDidStart: async () => listener }; // shared by all requests, because it has no state
}
