import {
  type FieldNode,
  type GraphQLField,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { BUCKETS_MAX, bucketCount, type UsageInterval } from '../../ledger/queries/usage-buckets.ts';
import { DateTime } from '../scalars.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** A number that may depend on the variables. */
export type Formula = (variables: Variables) => number;

type Definition = GraphQLField<unknown, unknown>;

/** A list whose length nobody has told. */
export const LIST_WITHOUT_FIRST = 10;

/** How long lists are, by the arguments of the fields that hold them. */
export class ListLengths {
  readonly #variableDefaults = new Map<string, unknown>();

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

const INTERVALS: ReadonlySet<unknown> = new Set<UsageInterval>(['HOUR', 'DAY', 'WEEK', 'MONTH']);

function isInterval(value: unknown): value is UsageInterval {
  return INTERVALS.has(value);
}

/** NaN for what is no instant; the field itself refuses it. */
function instantOf(value: unknown): number {
  try {
    return DateTime.parseValue(value);
  } catch {
    return Number.NaN;
  }
}
