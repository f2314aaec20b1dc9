import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** On which types fragments are made; each may spread those after it, so none spreads itself. */
const FRAGMENT_TYPES = ['Query', 'Project', 'Query', 'Action', 'Project', 'ProjectConnection', 'Action', 'Project'];
const DEPTH_MAX = 4;
const FIRSTS = ['', '(first: 0)', '(first: 3)', '(first: $a)', '(first: $b)', '(first: $c)'];

/**
 * A query of the schema, with fragments, aliases and lists. It is well-formed and cyclic nowhere; arguments may be
 * missing. The numbers decide what is chosen; where they end, the shortest is.
 */
export function randomDocument(schema: GraphQLSchema, numbers: Iterable<number>): string {
  const choices = numbers[Symbol.iterator]();
  const choose = (count: number): number => {
    const { done, value } = choices.next();
    return done ? 0 : value % count;
  };

  function selections(type: GraphQLNamedType, depth: number, firstFragment: number): string {
    const parts = Array.from({ length: 1 + choose(3) }, () => selection(type, depth, firstFragment));
    return `{ ${parts.join(' ')} }`;
  }

  function selection(type: GraphQLNamedType, depth: number, firstFragment: number): string {
    const what = choose(6);
    if (what === 0) return '__typename';
    const spreadable = FRAGMENT_TYPES.flatMap((name, at) => (at >= firstFragment && name === type.name ? [at] : []));
    if (what === 1 && spreadable.length > 0) return `...F${spreadable[choose(spreadable.length)]}`;
    if (what === 2 && depth > 0) return `... on ${type.name} ${selections(type, depth - 1, firstFragment)}`;
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const field = fields[choose(Math.max(1, fields.length))];
    return field ? ofField(field, depth, firstFragment) : '__typename';
  }

  function ofField(field: GraphQLField<unknown, unknown>, depth: number, firstFragment: number): string {
    const type = getNamedType(field.type);
    const alias = choose(4) === 1 ? `a${choose(100)}: ` : '';
    const first = field.args.some(({ name }) => name === 'first') ? FIRSTS[choose(FIRSTS.length)] : '';
    if (!isCompositeType(type)) return `${alias}${field.name}`;
    if (depth === 0) return `${alias}${field.name}${first} { __typename }`;
    return `${alias}${field.name}${first} ${selections(type, depth - 1, firstFragment)}`;
  }

  const typeOf = (name: string) => schema.getType(name) as GraphQLNamedType; // it has each of them
  const operation = `query ($a: Int, $b: Int = 4, $c: Int) ${selections(typeOf('Query'), DEPTH_MAX, 0)}`;
  const fragments = FRAGMENT_TYPES.map(
    (name, at) => `fragment F${at} on ${name} ${selections(typeOf(name), DEPTH_MAX - 2, at + 1)}`,
  );
  return [operation, ...fragments].join('\n');
}
