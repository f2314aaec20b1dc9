import { ApolloLink, CombinedGraphQLErrors } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { defer, map, retry, throwError, timer } from 'rxjs';
import { isPassing } from '../errors/error-code.ts';

const RETRIES_MAX = 4;
const FIRST_DELAY_MS = 300;

/**
 * Sends again what was not answered, or was answered UNAVAILABLE: after 0.3, 0.6, 1.2 and 2.4 seconds. The request is the same
 * to the letter, its idempotency key too. A mutation without such a key is sent once, because it may have been carried out.
 */
export function retryUnavailable(): ApolloLink {
  return new ApolloLink((operation, forward) => {
    if (!isRepeatable(operation)) return forward(operation);
    return defer(() => forward(operation)).pipe(
      map((result) => {
        if (!result.errors) return result;
        const error = new CombinedGraphQLErrors(result);
        if (isPassing(error)) throw error;
        return result;
      }),
      retry({
        count: RETRIES_MAX,
        delay: (error: unknown, count) =>
          isPassing(error) ? timer(FIRST_DELAY_MS * 2 ** (count - 1)) : throwError(() => error),
      }),
    );
  });
}

function isRepeatable({ operationType, variables }: ApolloLink.Operation): boolean {
  if (operationType === OperationTypeNode.QUERY) return true;
  const input: unknown = variables['input'];
  if (!isObject(input)) return false;
  const items = input['items'];
  return 'idempotencyKey' in input || (Array.isArray(items) && items.every(isKeyedItem));
}

/** Of a batch, whose items have a key each: `{ background: { idempotencyKey, … } }`. */
function isKeyedItem(item: unknown): boolean {
  return isObject(item) && Object.values(item).every((input) => isObject(input) && 'idempotencyKey' in input);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
