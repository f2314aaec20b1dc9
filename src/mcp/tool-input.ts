import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { z } from 'zod';

interface Described {
  readonly type: GraphQLInputType;
  readonly description: string;
}

/** What a tool is called with, and how that becomes the variables of its operation. */
export interface ToolInput {
  readonly inputSchema: z.ZodObject;
  readonly variablesOf: (input: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * What a tool takes: the variables of its operation, with the types that they have there and the descriptions of the
 * arguments that they are handed to. An operation whose only variable is `$input` takes the fields of that input. Lengths
 * and ranges are left to the operation, whose refusal names field and limit.
 */
export function toolInput(schema: GraphQLSchema, document: DocumentNode): ToolInput {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('a tool has no operation');
  const variables = variablesOf(schema, document, operation);
  const input = variables.get('input')?.type;
  const fields = isNonNullType(input) && isInputObjectType(input.ofType) ? input.ofType.getFields() : null;
  return fields
    ? { inputSchema: shapeOfFields(Object.values(fields)), variablesOf: (given) => ({ input: given }) }
    : { inputSchema: shapeOf(variables), variablesOf: (given) => given };
}

function variablesOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
): Map<string, Described> {
  const descriptions = new Map<string, string>();
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Argument({ value }) {
        if (value.kind === Kind.VARIABLE) descriptions.set(value.name.value, typeInfo.getArgument()?.description ?? '');
      },
    }),
  );
  return new Map(
    variableDefinitions.map(({ variable: { name }, type: node }) => {
      const type = typeFromAST(schema, node) as GraphQLInputType; // a valid document declares nothing else
      return [name.value, { type, description: descriptions.get(name.value) ?? '' }];
    }),
  );
}

function shapeOf(described: ReadonlyMap<string, Described>): z.ZodObject {
  const fields = [...described].map(([name, { type, description }]) => [name, zodOf(type).describe(description)]);
  return z.strictObject(Object.fromEntries(fields));
}

function shapeOfFields(
  fields: readonly { readonly name: string; readonly type: GraphQLInputType; readonly description?: string | null }[],
): z.ZodObject {
  return shapeOf(
    new Map(fields.map(({ name, type, description }) => [name, { type, description: description ?? '' }])),
  );
}

function zodOf(type: GraphQLInputType): z.ZodType {
  return isNonNullType(type) ? zodOfNonNull(type.ofType) : zodOfNonNull(type).nullish();
}

function zodOfNonNull(type: GraphQLInputType): z.ZodType {
  if (isListType(type)) return z.array(zodOf(type.ofType));
  if (isEnumType(type)) return z.enum(type.getValues().map(({ name }) => name));
  if (isInputObjectType(type)) return shapeOfFields(Object.values(type.getFields()));
  switch (String(type)) {
    case 'Int':
      return z.int();
    case 'Boolean':
      return z.boolean();
    default:
      return z.string(); // ID, String and DateTime, as they are written in JSON
  }
}
