import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { COST_OF_BUCKET, COMPUTED_FIELD_COSTS } from '../../../src/graphql/limits/field-costs.ts';
import { BUCKETS_MAX } from '../../../src/ledger/queries/usage-buckets.ts';

/** What a query costs, by writing every fragment out where it is spread and counting each list as often as it is long. */
export function plainCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, number>>,
): number {
  const definitions = document.definitions;
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  if (!operation) throw new Error('there is no operation');

  function ofSelections({ selections }: SelectionSetNode, type: GraphQLNamedType, length: number): number {
    return selections.reduce((total, selection) => {
      if (selection.kind === Kind.FIELD) return total + ofField(selection, type, length);
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? named(fragments, selection.name.value) : selection;
      return total + ofSelections(fragment.selectionSet, type, length);
    }, 0);
  }

  /** `length` is how long the lists are that the field around it holds. */
  function ofField(field: FieldNode, type: GraphQLNamedType, length: number): number {
    if (field.name.value === '__typename') return 0;
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value] : undefined;
    if (!definition) throw new Error(`there is no ${type.name}.${field.name.value}`);
    const { selectionSet } = field;
    if (!selectionSet) return COMPUTED_FIELD_COSTS[`${type.name}.${field.name.value}`] ?? 1;
    const nullable = isNonNullType(definition.type) ? definition.type.ofType : definition.type;
    const isReport = definition.args.some(({ name }) => name === 'interval'); // asked for without its range here
    const ofKinds = getNamedType(definition.type).name === 'ActionUsage';
    const byDefault = definition.args.find(({ name }) => name === 'first')?.defaultValue ?? 10;
    const isPage = definition.args.some(({ name }) => name === 'first');
    const first = isReport ? BUCKETS_MAX : firstOf(field, Number(byDefault));
    const inside = (times: number) => ofSelections(selectionSet, getNamedType(definition.type), times);
    const itself = COMPUTED_FIELD_COSTS[`${type.name}.${field.name.value}`] ?? 1;
    if (!isListType(nullable)) return itself + (isReport ? COST_OF_BUCKET * BUCKETS_MAX : 0) + inside(first);
    return itself + (ofKinds ? 4 : isPage ? first : length) * inside(10);
  }

  function firstOf(field: FieldNode, byDefault: number): number {
    const given = field.arguments?.find(({ name }) => name.value === 'first')?.value;
    if (given?.kind === Kind.INT) return Number(given.value);
    if (given?.kind !== Kind.VARIABLE) return byDefault;
    return variables[given.name.value] ?? defaultOf(operation, given.name.value) ?? byDefault;
  }

  const query = schema.getQueryType();
  if (!query) throw new Error('the schema has no queries');
  return ofSelections(operation.selectionSet, query, 10);
}

function named(fragments: readonly FragmentDefinitionNode[], wanted: string): FragmentDefinitionNode {
  const fragment = fragments.find(({ name }) => name.value === wanted);
  if (!fragment) throw new Error(`there is no fragment ${wanted}`);
  return fragment;
}

function defaultOf(operation: OperationDefinitionNode | undefined, wanted: string): number | undefined {
  const defined = operation?.variableDefinitions?.find(({ variable }) => variable.name.value === wanted);
  return defined?.defaultValue?.kind === Kind.INT ? Number(defined.defaultValue.value) : undefined;
}
