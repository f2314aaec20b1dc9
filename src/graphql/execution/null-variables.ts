import {
  type DocumentNode,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  ValidationContext,
  type VariableNode,
} from 'graphql';

/** The requested fields, before the execution. */
export interface OperationRequest {
  readonly schema: GraphQLSchema;
  /** It must be valid. */
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variableValues?: Readonly<Record<string, unknown>> | null;
}

/** A nullable variable that is used where the type is non-null. */
interface NonNullUsage {
  readonly variable: VariableNode;
  readonly type: GraphQLInputType;
  readonly isNullByDefault: boolean;
}

const known = new WeakMap<OperationDefinitionNode, readonly NonNullUsage[]>();

/**
 * A valid document may use a variable that can be null where no null is taken, if one of the two has a default:
 * `query ($s: Boolean = true) { viewer { name @include(if: $s) } }`. Whether the null is there, graphql-js finds only as it
 * comes to the field: in a mutation after what stands before it has been written. So it is looked for before anything runs.
 * https://spec.graphql.org/September2025/#sec-All-Variable-Usages-Are-Allowed.Allowing-Optional-Variables-When-Default-Values-Exist
 */
export function findNullForNonNullArgument(
  { schema, document, variableValues }: OperationRequest,
  operation: OperationDefinitionNode,
): GraphQLError | null {
  let usages = known.get(operation);
  if (!usages) {
    const context = new ValidationContext(schema, document, new TypeInfo(schema), () => {});
    known.set(operation, (usages = nonNullUsagesIn(context, operation)));
  }
  const given = variableValues ?? {};
  const found = usages.find(({ variable: { name }, isNullByDefault }) =>
    Object.hasOwn(given, name.value) ? given[name.value] === null : isNullByDefault,
  );
  if (!found) return null;
  const { variable, type } = found;
  return new GraphQLError(`Variable "$${variable.name.value}" must not be null: "${String(type)}" is expected here.`, {
    nodes: variable,
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

function nonNullUsagesIn(context: ValidationContext, operation: OperationDefinitionNode): NonNullUsage[] {
  const definitions = new Map(operation.variableDefinitions?.map((each) => [each.variable.name.value, each]));
  return context.getRecursiveVariableUsages(operation).flatMap(({ node, type }) => {
    const definition = definitions.get(node.name.value);
    if (!isNonNullType(type) || !definition || definition.type.kind === Kind.NON_NULL_TYPE) return [];
    return { variable: node, type, isNullByDefault: definition.defaultValue?.kind === Kind.NULL };
  });
}
