import { getOperationAST, GraphQLError, type OperationDefinitionNode } from 'graphql';
import { findNullForNonNullArgument, type OperationRequest } from './null-variables.ts';

/**
 * The operation that a request asks for, or why it cannot be run: nothing has run then. Every transport asks here, so that
 * none of them runs, or refuses in other words, what another would not. An empty name is a name, and no operation has it.
 */
export function requestedOperation(request: OperationRequest): OperationDefinitionNode | GraphQLError {
  const operation = getOperationAST(request.document, request.operationName);
  if (!operation) return notFound(request.operationName);
  return findNullForNonNullArgument(request, operation) ?? operation;
}

function notFound(operationName: string | null | undefined): GraphQLError {
  const message =
    typeof operationName === 'string'
      ? `Unknown operation named "${operationName}".`
      : 'Must provide operation name if query contains multiple operations.';
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } } });
}
