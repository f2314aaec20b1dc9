/** The message of an error. A host name with several addresses fails with an AggregateError, whose own message is empty. */
export function reasonOf(error: unknown): string {
  if (isAggregate(error)) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

function isAggregate(error: unknown): error is AggregateError {
  return typeof error === 'object' && error !== null && 'errors' in error;
}
