import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Context } from '../graphql/context.ts';
import { requestedOperation } from '../graphql/execution/requested-operation.ts';
import type { Admission } from '../graphql/limits/admission.ts';
import type { DocumentStore } from './document-store.ts';
import type { ValidationHooks } from './validation-hooks.ts';

export interface AdmissionPluginOptions {
  readonly schema: GraphQLSchema;
  readonly admission: Admission;
  readonly documents: DocumentStore;
  readonly validationHooks: ValidationHooks;
}

/**
 * Makes `admission` decide which documents Apollo runs, and returns the cost of a document to requests with the header
 * `darkroom-cost: include`. Apollo's own validation is off: it would run every rule before the limits are checked.
 */
export function admissionPlugin(options: AdmissionPluginOptions): ApolloServerPlugin<Context> {
  const { schema, admission, documents, validationHooks } = options;
  return {
    async requestDidStart() {
      let refusals: readonly GraphQLError[] = [];
      let requested: number | null = null;
      return {
        async didResolveOperation(requestContext) {
          const { document, request } = requestContext;
          const { operationName, variables } = request;
          if (!documents.isKept(document)) {
            refusals = await validationHooks.around(requestContext, () => documents.keep(document));
          }
          if (refusals[0]) throw refusals[0]; // Apollo takes one; the others follow below
          const operation = requestedOperation({ schema, document, operationName, variableValues: variables });
          if (operation instanceof GraphQLError) throw operation;
          if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw overHttp();
          requested = admission.costOf(document, operation, variables ?? {});
          const refusal = admission.refusalOfCost(requested);
          if (refusal) throw refusal;
        },
        async willSendResponse({ request, response: { body } }) {
          if (body.kind !== 'single') return;
          const { singleResult } = body;
          if (refusals.length > 1) singleResult.errors = refusals.map(shown);
          if (requested === null || request.http?.headers.get('darkroom-cost') !== 'include') return;
          const cost = { requested, limit: admission.limits.cost };
          singleResult.extensions = { ...singleResult.extensions, cost };
        },
      };
    },
  };
}

function overHttp(): GraphQLError {
  const message = 'Subscriptions are sent over a WebSocket at this address, in the protocol graphql-transport-ws.';
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}

function shown(refusal: GraphQLError): ReturnType<GraphQLError['toJSON']> {
  const { http: _http, ...extensions } = refusal.extensions; // for the transport, not for the client
  return { ...refusal.toJSON(), extensions };
}
