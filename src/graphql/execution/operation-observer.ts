import { type GraphQLFormattedError, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';

/** Receives the operations that were answered or refused, for metrics. Must not throw. */
export interface OperationObserver {
  executed(operation: ExecutedOperation): void;
}

/** Every value is a name of the schema or a fixed word, so that clients cannot add labels to metrics without limit. */
export interface ExecutedOperation {
  /** query, mutation or subscription; "none" if the document was refused before its operation was known. */
  readonly type: string;
  /** Its first field; "none" as above, "other" if the schema has no such field. */
  readonly field: string;
  /** The code of its first error; "OK" if it has none. */
  readonly code: string;
}

export function executedOperation(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | null | undefined,
  errors: readonly Pick<GraphQLFormattedError, 'extensions'>[] | undefined,
): ExecutedOperation {
  return { ...namesOf(schema, operation), code: codeOf(errors) };
}

function codeOf(errors: readonly Pick<GraphQLFormattedError, 'extensions'>[] | undefined): string {
  if (errors === undefined || errors.length === 0) return 'OK';
  const code = errors[0]?.extensions?.['code'];
  return typeof code === 'string' ? code : 'UNKNOWN';
}

/** A document may be refused because it names fields that do not exist, so only those of the schema are reported. */
function namesOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | null | undefined,
): Pick<ExecutedOperation, 'type' | 'field'> {
  if (!operation) return { type: 'none', field: 'none' };
  const type = operation.operation;
  const [first] = operation.selectionSet.selections;
  const name = first?.kind === Kind.FIELD ? first.name.value : '';
  const isKnown = schema.getRootType(type)?.getFields()[name] !== undefined;
  return { type, field: isKnown ? name : 'other' };
}
