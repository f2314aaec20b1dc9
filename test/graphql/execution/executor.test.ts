import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, execute, type ExecutionArgs, type GraphQLError, type GraphQLObjectType, parse } from 'graphql';
import { Executor } from '../../../src/graphql/execution/executor.ts';
import { fieldCount } from '../../../src/graphql/execution/field-count.ts';

const schema = buildSchema(`
  interface Named { name: String! }
  type Leaf implements Named { name: String!, size: Int }
  type Branch implements Named { name: String!, tip: Named, twigs: [Leaf!]!, buds: [Leaf] }
  type Query { branch: Branch!, maybe: Branch, sum(of: [Int!]! = [1, 2], plus: Plus): Int }
  input Plus { one: Int!, other: Color = RED }
  enum Color { RED GREEN }
`);
const bothBranches = parse(`
  query ($isBudding: Boolean = true, $noTip: Boolean! = false) {
    branch { ...shown }
    maybe { ...shown alias: name }
  }
  fragment shown on Branch {
    __typename
    name
    tip @skip(if: $noTip) { __typename name ... on Leaf { size } }
    twigs { name size }
    buds @include(if: $isBudding) { size }
  }
`);

/** What a field is found to be: a value, nothing, an error, or one of them later. */
type Found = unknown;
const found = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Found> =>
  fc.oneof(
    { weight: 6, arbitrary: value },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant('fails') },
    { weight: 2, arbitrary: value.map((later) => ({ later })) },
  );
const leaf = fc.record({
  __typename: fc.constant('Leaf'),
  name: found(fc.constantFrom('oak', 'elm')),
  size: found(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant('not a number'))),
});
const branch = fc.record({
  __typename: fc.constant('Branch'),
  name: found(fc.constantFrom('low', 'high')),
  tip: found(leaf),
  twigs: found(fc.array(found(leaf), { maxLength: 3 })),
  buds: found(fc.array(found(leaf), { maxLength: 3 })),
});
const root = fc.record({ branch: found(branch), maybe: found(branch) });

for (const type of Object.values(schema.getTypeMap())) {
  if (!('getFields' in type) || type.name.startsWith('__')) continue;
  for (const field of Object.values((type as GraphQLObjectType).getFields())) {
    if (field.name === 'sum') field.resolve = (_root, { of, plus }) => JSON.stringify([of, plus]).length;
    else field.resolve = (parent: Record<string, Found>) => resolved(parent[field.name]);
  }
}

function resolved(value: Found): unknown {
  if (value === 'fails') throw new Error('it is rotten');
  if (Array.isArray(value)) return value.map(resolvedItem);
  if (value instanceof Object && 'later' in value) return Promise.resolve(value.later).then(resolved);
  return value;
}

function resolvedItem(value: Found): unknown {
  return value === 'fails' ? new Error('it is rotten') : value instanceof Object && 'later' in value ? null : value;
}

/** Where an error left a null: at its field, or above, up to the first that may be null. */
function nulledBy({ path = [] }: GraphQLError, data: unknown): string {
  let value = data;
  const depth = path.findIndex((step) => {
    if (value === null || value === undefined) return true;
    value = (value as Record<string, unknown>)[step]; // an object or a list: it is on the path of an error
    return false;
  });
  return JSON.stringify(depth === -1 ? path : path.slice(0, depth));
}

async function told(result: ReturnType<typeof execute>) {
  const { data, errors = [] } = await result;
  const byPlace = Map.groupBy(errors, (error) => nulledBy(error, data));
  return { data: asSent(data), errors: new Map([...byPlace].map(([place, at]) => [place, at.map(asSent)])) };
}

const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/**
 * The same data, and an error that both tell for every null that an error has left. Where several fields under one null
 * have failed, each may tell others of them: the rest is given up, and the specification does not say which.
 * https://spec.graphql.org/draft/#sec-Handling-Execution-Errors
 */
async function expectTheSame(args: ExecutionArgs): Promise<void> {
  const executor = new Executor({ compileAtRun: 1 });
  const [compiled, plain] = await Promise.all([told(executor.execute(args)), told(execute(args))]);
  expect(compiled.data).toEqual(plain.data);
  expect(new Set(compiled.errors.keys())).toEqual(new Set(plain.errors.keys()));
  for (const [place, errors] of plain.errors) {
    const others = compiled.errors.get(place) ?? [];
    if (errors.length === 1 && others.length === 1) expect(others).toEqual(errors);
    expect(others.some((other) => errors.some((error) => isDeepStrictEqual(error, other)))).toBe(true);
  }
}

test('whatever resolvers find, a compiled operation tells what graphql-js tells', async () => {
  await fc.assert(
    fc.asyncProperty(root, fc.boolean(), fc.boolean(), async (rootValue, isBudding, noTip) =>
      expectTheSame({ schema, document: bothBranches, rootValue, variableValues: { isBudding, noTip } }),
    ),
    { numRuns: 300 },
  );
});

describe('variables and operations', () => {
  const sums = parse(`
    query Given($of: [Int!]!, $plus: Plus) { sum(of: $of, plus: $plus) }
    query Other { sum }
  `);
  test.each<[string, string | undefined, Record<string, unknown> | undefined]>([
    ['that fit', 'Given', { of: [1, 2, 3], plus: { one: 1 } }],
    ['a value where a list is wanted', 'Given', { of: 1 }],
    ['that are not there', 'Given', undefined],
    ['null in a list', 'Given', { of: [1, null] }],
    ['a text for a number', 'Given', { of: ['1'] }],
    ['too large', 'Given', { of: [2 ** 31] }],
    ['a field that is not there', 'Given', { of: [], plus: { one: 1, tow: 2 } }],
    ['a field that is missing', 'Given', { of: [], plus: {} }],
    ['a word that is not there', 'Given', { of: [], plus: { one: 1, other: 'BLUE' } }],
    ['keys of the prototype', 'Given', { of: [], plus: JSON.parse('{"one": 1, "__proto__": {}}') }],
    ['no name', undefined, {}],
    ['a name that is not there', 'Another', {}],
    ['the other', 'Other', {}],
  ])('%s', (_what, operationName, variableValues) =>
    expectTheSame({ schema, document: sums, operationName, variableValues }),
  );
});

test('an operation is compiled when it comes again, and run by graphql-js before', () => {
  const watched = buildSchema('type Query { seen: String }');
  const { seen } = watched.getQueryType()?.getFields() ?? {};
  // Where it is called from tells who runs it.
  if (seen) seen.resolve = () => (new Error('seen').stack?.includes('graphql-jit') ? 'compiled' : 'plain');
  const executor = new Executor({ compileAtRun: 3 });
  const args = { schema: watched, document: parse('{ seen }') };
  const results = [1, 2, 3, 4].map(() => executor.execute(args));
  expect(results).toEqual(['plain', 'plain', 'compiled', 'compiled'].map((by) => ({ data: { seen: by } })));
});

test('where more operations are asked for in turns than stay compiled, none is compiled anew at each run', () => {
  const watched = buildSchema('type Query { seen: String }');
  const { seen } = watched.getQueryType()?.getFields() ?? {};
  let compiledRuns = 0;
  if (seen) seen.resolve = () => void (compiledRuns += new Error('seen').stack?.includes('graphql-jit') ? 1 : 0);
  const executor = new Executor({ compileAtRun: 10 });
  const documents = Array.from({ length: 150 }, (_, number) => parse(`query Number${number} { seen }`));
  for (let round = 0; round < 30; round += 1) {
    for (const document of documents) {
      expect(executor.execute({ schema: watched, document })).toEqual({ data: { seen: null } });
    }
  }
  expect(compiledRuns).toBeGreaterThan(0);
  expect(compiledRuns).toBeLessThan(150 * (30 - 9)); // as many as if each had been compiled whenever it was not
});

test('an operation that is long with its fragments written out stays with graphql-js', () => {
  const watched = buildSchema('type Query { again: Query!, seen: String }');
  const { again, seen } = watched.getQueryType()?.getFields() ?? {};
  if (again) again.resolve = () => ({});
  const compiledBy: boolean[] = [];
  if (seen) seen.resolve = () => void compiledBy.push(new Error('seen').stack?.includes('graphql-jit') ?? false);
  const doublings = (count: number) =>
    Array.from(
      { length: count },
      (_, at) => `fragment f${at} on Query { a: again { ...f${at + 1} } b: again { ...f${at + 1} } }`,
    );
  const executor = new Executor({ compileAtRun: 1 });
  for (const count of [3, 8]) {
    const text = ['{ ...f0 }', ...doublings(count), `fragment f${count} on Query { seen }`].join('\n');
    expect(executor.execute({ schema: watched, document: parse(text) })).not.toHaveProperty('errors');
  }
  expect(compiledBy).toEqual([...Array(8).fill(true), ...Array(256).fill(false)]);
  const endless = ['{ ...f0 }', ...doublings(40), 'fragment f40 on Query { seen }'].join('\n');
  expect(fieldCount(parse(endless), null)).toBe(2 ** 41 - 2 + 2 ** 40);
});
