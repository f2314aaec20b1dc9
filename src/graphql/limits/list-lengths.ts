import {
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { BUCKETS_MAX, bucketCount, type UsageInterval } from '../../ledger/queries/usage-buckets.ts';
import { DateTime } from '../scalars.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** A number that may depend on the variables. */
export type Formula = (variables: Variables) => number;

type Definition = GraphQLField<unknown, unknown>;

/** The assumed length of a list that the document does not limit. */
export const LIST_WITHOUT_FIRST = 10;

/** The list in the `input` of a field that returns one result for each item. */
const BATCHES: Readonly<Record<string, string>> = { performBatch: 'items', grantCreditsToMany: 'grants' };

/** How long lists are, by the arguments of the fields that hold them. */
export class ListLengths {
  readonly #variableDefaults = new Map<string, unknown>();
  #counted: { readonly variables: Variables; readonly counts: Map<string, number> } | null = null;

  constructor({ variableDefinitions = [] }: OperationDefinitionNode) {
    for (const { variable, defaultValue } of variableDefinitions) {
      if (defaultValue) this.#variableDefaults.set(variable.name.value, valueFromASTUntyped(defaultValue));
    }
  }

  /** What a page holds by its `last`, or else its `first`; null where the field has no pages. */
  ofPage(field: FieldNode, definition: Definition): Formula | null {
    const declared = definition.args.find(({ name }) => name === 'first');
    if (!declared) return null;
    const byDefault = typeof declared.defaultValue === 'number' ? declared.defaultValue : LIST_WITHOUT_FIRST;
    const [first, last] = [this.#argument(field, 'first'), this.#argument(field, 'last')];
    return (variables) => {
      const asked = last(variables) ?? first(variables);
      return typeof asked === 'number' ? Math.max(0, asked) : byDefault;
    };
  }

  /** The items of a batch, of which each has a result; null where the field takes none. */
  ofBatch({ name, arguments: given = [] }: FieldNode): Formula | null {
    const list = BATCHES[name.value];
    const input = given.find((argument) => argument.name.value === 'input')?.value;
    if (list === undefined || !input) return null;
    return (variables) => {
      const value: unknown = valueFromASTUntyped(input, {
        ...Object.fromEntries(this.#variableDefaults),
        ...variables,
      });
      const items = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[list] : null; // any object
      return Array.isArray(items) ? items.length : LIST_WITHOUT_FIRST;
    };
  }

  /** The buckets of a report on a range of time; null where the field is none. What cannot be read counts as the most. */
  ofBuckets(field: FieldNode, definition: Definition): Formula | null {
    if (!definition.args.some(({ name }) => name === 'interval')) return null;
    const [from, to, interval] = ['from', 'to', 'interval'].map((name) => this.#argument(field, name));
    return (variables) => {
      const range = { from: instantOf(from?.(variables)), to: instantOf(to?.(variables)) };
      const length = interval?.(variables);
      const count = isInterval(length) ? bucketCount({ ...range, interval: length }) : BUCKETS_MAX;
      return Number.isNaN(count) ? BUCKETS_MAX : count;
    };
  }

  /**
   * The values in lists that the field is given. graphql-js reads those that stand in the document again for each node, and
   * what a resolver does with them it does as often.
   */
  ofValues({ arguments: given = [] }: FieldNode, { args }: Definition): Formula | null {
    let inDocument = 0;
    const inVariables = new Set<string>();
    for (const { name, value } of given) {
      if (!args.some((argument) => argument.name === name.value && mayHoldList(argument.type))) continue;
      visit(value, {
        ListValue: ({ values }) => void (inDocument += values.length),
        Variable: (variable) => void inVariables.add(variable.name.value),
      });
    }
    if (inVariables.size === 0) return inDocument === 0 ? null : () => inDocument;
    return (variables) => {
      let count = inDocument;
      for (const each of inVariables) count += this.#valuesOf(each, variables);
      return count;
    };
  }

  /** Counted once for each set of variables, however many fields are given the same. */
  #valuesOf(name: string, variables: Variables): number {
    if (this.#counted?.variables !== variables) this.#counted = { variables, counts: new Map() };
    const { counts } = this.#counted;
    const known = counts.get(name);
    if (known !== undefined) return known;
    const count = countValues(Object.hasOwn(variables, name) ? variables[name] : this.#variableDefaults.get(name));
    counts.set(name, count);
    return count;
  }

  #argument({ arguments: given = [] }: FieldNode, wanted: string): (variables: Variables) => unknown {
    const value: ValueNode | undefined = given.find(({ name }) => name.value === wanted)?.value;
    if (!value) return () => undefined;
    if (value.kind !== Kind.VARIABLE) {
      const constant: unknown = valueFromASTUntyped(value);
      return () => constant;
    }
    const name = value.name.value;
    const otherwise = this.#variableDefaults.get(name);
    return (variables) => (Object.hasOwn(variables, name) ? variables[name] : otherwise);
  }
}

function mayHoldList(type: GraphQLInputType): boolean {
  return isListType(getNullableType(type)) || isInputObjectType(getNamedType(type));
}

/** The values in lists, in whatever they stand. Without recursion: variables over HTTP may be nested as deeply as they are long. */
function countValues(value: unknown): number {
  let count = 0;
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inside: unknown[] = Object.values(next);
    if (Array.isArray(next)) count += inside.length;
    for (const each of inside) left.push(each);
  }
  return count;
}

const INTERVALS: ReadonlySet<unknown> = new Set<UsageInterval>(['HOUR', 'DAY', 'WEEK', 'MONTH']);

function isInterval(value: unknown): value is UsageInterval {
  return INTERVALS.has(value);
}

/** NaN if it is not an instant, which the field itself refuses. */
function instantOf(value: unknown): number {
  try {
    return DateTime.parseValue(value);
  } catch {
    return Number.NaN;
  }
}
