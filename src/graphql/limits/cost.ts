/**
 * The cost of an operation, computed before its execution:
 *
 *   a field      1, and what is inside it; __typename nothing
 *   a list       its `first` or `last` times what is inside; a list without them counts as 10
 *   a report     3 for each bucket of its range, which are all worked out; its list of buckets as often what is inside
 *   a computed field  its cost in COMPUTED_FIELD_COSTS, such as 10, each time that it is selected
 *   a batch      as many results as it has items
 *   an argument  2 for each value in a list that it has, in the document or in a variable
 *   a fragment   as if its fields stood where it is spread
 *
 * `first` counts for the connection's own lists (`nodes`, `edges`), not for the field that returns the connection. What a
 * document costs with any variables is worked out once, as a formula; nothing is counted twice, however fragments nest.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLOutputType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { PUBLISHED_ACTIONS } from '../../prices/published-actions.ts';
import { COST_OF_BUCKET, COST_OF_VALUE, COMPUTED_FIELD_COSTS } from './field-costs.ts';
import { type Formula, LIST_WITHOUT_FIRST, ListLengths, type Variables } from './list-lengths.ts';

/** What selections cost: once, and again for each node where the field that they stand in has lists of its own. */
interface Cost {
  readonly once: Formula;
  readonly perNode: Formula;
}

/** Lists that are always so long, by what they are of: a usage has an entry for each kind of action. */
const FIXED_LENGTHS: Readonly<Record<string, number>> = { ActionUsage: PUBLISHED_ACTIONS.length };

/** What costs more than this costs this: so much is never allowed, and the numbers stay whole. */
const COST_MAX = Number.MAX_SAFE_INTEGER;

const known = new WeakMap<OperationDefinitionNode, Formula>();

/** What an operation of a valid document costs with these variables. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  let formula = known.get(operation);
  if (!formula) {
    formula = new CostFormulas(schema, document, operation).ofOperation(operation);
    known.set(operation, formula);
  }
  return Math.min(formula(variables), COST_MAX);
}

class CostFormulas {
  readonly #schema: GraphQLSchema;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #lengths: ListLengths;
  readonly #ofFragments = new Map<string, Cost>();

  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
    this.#schema = schema;
    this.#lengths = new ListLengths(operation);
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  ofOperation({ operation, selectionSet }: OperationDefinitionNode): Formula {
    return multiplied(this.#ofSelections(selectionSet, this.#schema.getRootType(operation) ?? undefined), listOfTen);
  }

  #ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Cost {
    const parts = selections.map((selection): Cost => {
      if (selection.kind === Kind.FIELD) return this.#ofField(selection, parent);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#ofFragment(selection.name.value);
      const type = selection.typeCondition ? this.#schema.getType(selection.typeCondition.name.value) : parent;
      return this.#ofSelections(selection.selectionSet, type);
    });
    return { once: sum(parts.map((part) => part.once)), perNode: sum(parts.map((part) => part.perNode)) };
  }

  #ofFragment(name: string): Cost {
    const earlier = this.#ofFragments.get(name);
    if (earlier) return earlier;
    const fragment = this.#fragments.get(name);
    if (!fragment) return { once: nothing, perNode: nothing };
    const cost = this.#ofSelections(fragment.selectionSet, this.#schema.getType(fragment.typeCondition.name.value));
    // Worked out once for each set of variables, or fragments that spread each other twice would double the work each time.
    const remembered = { once: remembering(cost.once), perNode: remembering(cost.perNode) };
    this.#ofFragments.set(name, remembered);
    return remembered;
  }

  #ofField(field: FieldNode, parent: GraphQLNamedType | undefined): Cost {
    if (field.name.value === '__typename') return { once: nothing, perNode: nothing };
    const definition = this.#definitionOf(field, parent);
    const itself = definition ? this.#ofFieldItself(field, parent, definition) : constant(1);
    if (!definition || !field.selectionSet) return { once: itself, perNode: nothing };
    const inside = this.#ofSelections(field.selectionSet, getNamedType(definition.type));
    const buckets = this.#lengths.ofBuckets(field, definition);
    const page = this.#lengths.ofPage(field, definition) ?? this.#lengths.ofBatch(field);
    const once = buckets ? sum([itself, (variables) => COST_OF_BUCKET * buckets(variables)]) : itself;
    if (!isList(definition.type))
      return { once: sum([once, multiplied(inside, buckets ?? page ?? listOfTen)]), perNode: nothing };
    const inner = multiplied(inside, listOfTen);
    // A list that has a length of its own, whatever the field around it says.
    const fixed = FIXED_LENGTHS[getNamedType(definition.type).name];
    const length = page ?? (fixed === undefined ? null : constant(fixed));
    if (length === null) return { once, perNode: inner };
    return { once: sum([once, (variables) => length(variables) * inner(variables)]), perNode: nothing };
  }

  #ofFieldItself(
    field: FieldNode,
    parent: GraphQLNamedType | undefined,
    definition: GraphQLField<unknown, unknown>,
  ): Formula {
    const values = this.#lengths.ofValues(field, definition);
    const itself = constant(COMPUTED_FIELD_COSTS[`${parent?.name}.${field.name.value}`] ?? 1);
    return values ? sum([itself, (variables) => COST_OF_VALUE * values(variables)]) : itself;
  }

  #definitionOf({ name }: FieldNode, parent: GraphQLNamedType | undefined): GraphQLField<unknown, unknown> | undefined {
    if (name.value === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name.value === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name.value] : undefined;
  }
}

/** The values of formulas without variables. Most documents contain only such formulas, so their cost is computed once and not at each request. */
const constants = new WeakMap<Formula, number>();

const nothing = constant(0);
const listOfTen = constant(LIST_WITHOUT_FIRST);

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function constant(value: number): Formula {
  const formula = () => value;
  constants.set(formula, value);
  return formula;
}

function multiplied({ once, perNode }: Cost, times: Formula): Formula {
  const [fixed, each, count] = [once, perNode, times].map((part) => constants.get(part));
  if (each === 0) return once;
  if (fixed !== undefined && each !== undefined && count !== undefined) return constant(fixed + count * each);
  return (variables) => once(variables) + times(variables) * perNode(variables);
}

function sum(parts: readonly Formula[]): Formula {
  const fixed = parts.reduce((total, part) => total + (constants.get(part) ?? 0), 0);
  const others = parts.filter((part) => !constants.has(part));
  if (others.length === 0) return fixed === 0 ? nothing : constant(fixed);
  return (variables) => {
    let total = fixed;
    for (const part of others) total += part(variables);
    return total;
  };
}

function remembering(formula: Formula): Formula {
  if (constants.has(formula)) return formula;
  let last: { readonly variables: Variables; readonly value: number } | null = null;
  return (variables) => {
    if (last?.variables !== variables) last = { variables, value: formula(variables) };
    return last.value;
  };
}
