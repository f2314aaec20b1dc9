import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DocumentNode, getIntrospectionQuery, Kind, type OperationDefinitionNode, parse } from 'graphql';
import path from 'node:path';
import { readConfig } from '../../../src/config/config.ts';
import { Admission } from '../../../src/graphql/limits/admission.ts';
import { costOf } from '../../../src/graphql/limits/cost.ts';
import { doublingFragments } from './doubling-fragments.ts';
import { plainCost } from './plain-cost.ts';
import { randomDocument } from './random-document.ts';
import { readSchema } from './schema-text.ts';

const schema = readSchema();

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('there is no operation');
  return operation;
}

function costOfText(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  return costOf(schema, document, operationOf(document), variables);
}

describe('a field costs 1, and what is inside it', () => {
  test.each([
    ['{ priceList { version } }', 2],
    ['{ viewer { name role workspace { name } } }', 5],
    ['{ one: priceList { version } two: priceList { version } }', 4],
    ['{ __typename priceList { __typename } }', 1],
    ['mutation { archiveProject(id: "prj_") { id name } }', 3],
    ['subscription { balanceChanged(projectId: "prj_") { balance transaction { amount } } }', 4],
  ])('%s: %i', (text, cost) => expect(costOfText(text)).toBe(cost));
});

describe('a list costs 1, and its first times what is inside; 10 times where it has none', () => {
  test.each([
    ['{ projects(first: 3) { nodes { id } } }', 1 + 1 + 3],
    ['{ projects(first: 3) { edges { cursor node { id } } } }', 1 + 1 + 3 * 3],
    ['{ projects(first: 3) { nodes { id } edges { cursor } } }', 1 + 1 + 3 + 1 + 3],
    ['{ projects(first: 3) { pageInfo { hasNextPage endCursor } } }', 1 + 1 + 2],
    ['{ projects(last: 3) { nodes { id } } }', 1 + 1 + 3],
    ['{ projects(first: null, last: 3) { nodes { id } } }', 1 + 1 + 3],
    ['{ projects(first: 0) { nodes { id } } }', 1 + 1],
    ['{ projects(first: -5) { nodes { id } } }', 1 + 1],
    ['{ projects { nodes { id } } }', 1 + 1 + 50],
    ['{ apiKeys { id name } }', 1 + 10 * 2],
    ['{ priceList { prices { kind credits } } }', 1 + 1 + 10 * 2],
    ['{ projects(first: 3) { nodes { actions(first: 4) { nodes { id } } } } }', 1 + 1 + 3 * (1 + 1 + 4)],
    ['{ projects(first: 3) { nodes { grants { id } } } }', 1 + 1 + 3 * (1 + 200)],
    ['{ projects(first: 3) { nodes { grants(first: 4) { id } } } }', 1 + 1 + 3 * (1 + 4)],
    ['{ project(id: "prj_") { grants { id } actions(first: 2) { nodes { id } } } }', 1 + 1 + 200 + 1 + 1 + 2],
  ])('%s: %i', (text, cost) => expect(costOfText(text)).toBe(cost));
});

describe('a first that is a variable counts as its value, as its default, or as the schema says', () => {
  test.each<[string, Record<string, unknown>, number]>([
    ['query ($n: Int) { projects(first: $n) { nodes { id } } }', { n: 7 }, 2 + 7],
    ['query ($n: Int = 6) { projects(first: $n) { nodes { id } } }', { n: 7 }, 2 + 7],
    ['query ($n: Int = 6) { projects(first: $n) { nodes { id } } }', {}, 2 + 6],
    ['query ($n: Int) { projects(first: $n) { nodes { id } } }', {}, 2 + 50],
    ['query ($n: Int) { projects(first: $n) { nodes { id } } }', { n: null }, 2 + 50],
    ['query ($constructor: Int) { projects(first: $constructor) { nodes { id } } }', {}, 2 + 50],
  ])('%s with %j: %i', (text, variables, cost) => expect(costOfText(text, variables)).toBe(cost));

  test('and one document may be asked with others each time', () => {
    const document = parse(
      'query ($n: Int) { projects(first: $n) { ...F } } fragment F on ProjectConnection { nodes { id } }',
    );
    const costs = [1, 9, 1].map((n) => costOf(schema, document, operationOf(document), { n }));
    expect(costs).toEqual([3, 11, 3]);
  });
});

describe('a report costs 3 for each bucket of its range, and its list of buckets as often what is inside', () => {
  const DAY = 'from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z"';
  const of = (args: string, inside: string) => `{ project(id: "prj_") { usage(${args}) { ${inside} } } }`;

  test.each<[string, number]>([
    [of(`${DAY}, interval: HOUR`, 'credits'), 1 + 1 + 3 * 24 + 1],
    [of(`${DAY}, interval: HOUR`, 'buckets { start end }'), 1 + 1 + 3 * 24 + 1 + 24 * 2],
    [of(`${DAY}, interval: DAY`, 'byKind { credits }'), 1 + 1 + 3 + 1 + 4],
    [of(`${DAY}, interval: DAY, groupBy: ACTOR`, 'groups { actor credits }'), 1 + 1 + 3 + 20 + 50 * 2],
    [of(`${DAY}, interval: DAY, groupBy: ACTOR`, 'groups(first: 7) { actor credits }'), 1 + 1 + 3 + 20 + 7 * 2],
    [of(`${DAY}, interval: DAY`, 'buckets { byKind { kind credits } }'), 1 + 1 + 3 + 1 + (1 + 4 * 2)],
    [of('from: "1970-01-01T00:00:00Z", to: "9999-01-01T00:00:00Z", interval: HOUR', 'credits'), 1 + 1 + 3 * 2_000 + 1],
    [of('from: 5, to: "tomorrow", interval: HOUR', 'credits'), 1 + 1 + 3 * 2_000 + 1],
    [of(`${DAY}, interval: AGE`, 'credits'), 1 + 1 + 3 * 2_000 + 1],
  ])('%s: %i', (text, cost) => expect(costOfText(text)).toBe(cost));

  test('by its variables', () => {
    const text = `query ($from: DateTime!, $to: DateTime!, $by: UsageInterval! = HOUR) {
      project(id: "prj_") { usage(from: $from, to: $to, interval: $by) { credits } } }`;
    const days = { from: '2026-01-01T00:00:00Z', to: '2026-01-11T00:00:00+00:00' };
    expect(costOfText(text, days)).toBe(1 + 1 + 3 * 240 + 1);
    expect(costOfText(text, { ...days, by: 'WEEK' })).toBe(1 + 1 + 3 * 2 + 1);
    expect(costOfText(text)).toBe(1 + 1 + 3 * 2_000 + 1);
  });

  test('so that the hours of 200 projects cost more than one document may', () => {
    const usage = 'usage(from: "2026-01-01T00:00:00Z", to: "2026-03-24T00:00:00Z", interval: HOUR) { actions }';
    expect(costOfText(`{ projects(first: 200) { nodes { ${usage} } } }`)).toBeGreaterThan(100_000);
  });
});

describe('what is worked out for each place costs 10, and each value of a list in an argument 2', () => {
  const of = (inside: string) => `{ projects(first: 3) { nodes { ${inside} } } }`;

  test.each<[string, Record<string, unknown>, number]>([
    [of('balanceAt(time: "2026-01-01T00:00:00Z")'), {}, 2 + 3 * 10],
    [of('transactionsCsv { url }'), {}, 2 + 3 * 21],
    [of('quote(kinds: [PROMPT, EXPAND]) { credits }'), {}, 2 + 3 * (10 + 2 * 2 + 1)],
    [
      of('transactions(first: 2, filter: { actors: ["a", "b", "c"] }) { nodes { id } }'),
      {},
      2 + 3 * (1 + 2 * 3 + 1 + 2),
    ],
    [
      `query ($kinds: [ActionKind!]!) ${of('quote(kinds: $kinds) { credits }')}`,
      { kinds: Array.from({ length: 1_000 }, () => 'PROMPT') },
      2 + 3 * (10 + 2 * 1_000 + 1),
    ],
    [
      `query ($filter: CreditTransactionFilter) ${of('transactions(first: 2, filter: $filter) { nodes { id } }')}`,
      { filter: { actors: ['a', 'b'], kinds: ['CHARGE'] } },
      2 + 3 * (1 + 2 * 3 + 1 + 2),
    ],
  ])('%s', (text, variables, cost) => expect(costOfText(text, variables)).toBe(cost));
});

describe('a batch has as many results as it has items', () => {
  const empty = (length: number) => Array.from({ length }, () => ({}));
  const batch = (input: string, declared = '') =>
    `mutation ${declared} { performBatch(input: ${input}) { charged results { __typename ... on UserError { message } } } }`;
  test.each<[string, string, Record<string, unknown>, number]>([
    ['in the document', batch('{ projectId: "p", mode: ALL_OR_NOTHING, items: [{}, {}, {}] }'), {}, 2 * 3 + 3],
    ['in a variable', batch('$i', '($i: PerformBatchInput!)'), { i: { items: empty(50) } }, 2 * 50 + 50],
    ['in a part of it', batch('{ items: $l }', '($l: [BatchItemInput!]!)'), { l: empty(7) }, 2 * 7 + 7],
    ['in none', batch('$i', '($i: PerformBatchInput!)'), { i: null }, 10],
  ])('%s', (_where, text, variables, cost) => expect(costOfText(text, variables)).toBe(100 + 1 + 1 + cost));
});

describe('a fragment costs as if its fields stood where it is spread', () => {
  test.each([
    ['{ ...F } fragment F on Query { priceList { version } }', 2],
    ['{ ...F ...F } fragment F on Query { priceList { version } }', 4],
    ['{ ... on Query { priceList { version } } ... { priceList { version } } }', 4],
    ['{ projects(first: 3) { ...F } } fragment F on ProjectConnection { nodes { id name } }', 1 + 1 + 3 * 2],
    ['{ node(id: "x") { id ... on Action { status } ... on Project { grants { id } } } }', 1 + 1 + 1 + (1 + 200)],
  ])('%s: %i', (text, cost) => expect(costOfText(text)).toBe(cost));

  test('whatever the document, as every fragment written out costs', () => {
    const variables = { a: 2, c: 100 };
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 400 }), (numbers) => {
        const document = parse(randomDocument(schema, numbers));
        expect(costOf(schema, document, operationOf(document), variables)).toBe(plainCost(schema, document, variables));
      }),
      { numRuns: 300 },
    );
  });

  test('spread twice by each of 30, it is worked out once, and counted a billion times', () => {
    const { document, reads } = doublingFragments(30, 'projects(first: $n) { nodes { id } }');
    let asked = 0;
    const variables = new Proxy({ n: 5 }, { get: (target, name) => ((asked += 1), Reflect.get(target, name)) });
    expect(costOf(schema, document, operationOf(document), variables)).toBe(2 ** 30 * 7);
    expect(asked).toBe(1);
    expect(reads()).toBeLessThanOrEqual(2 * 31);
  });

  test('beyond what is whole, it stays at the greatest whole number', () => {
    const { document } = doublingFragments(400, 'priceList { version }');
    expect(costOf(schema, document, operationOf(document), {})).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('what the schema says of itself costs as everything does', () => {
  const { limits } = readConfig({}, path.join(import.meta.dirname, '../../..'));

  test('a field 1, a list 10 times', () => {
    expect(costOfText('{ __schema { types { name fields { name } } } }')).toBe(1 + 1 + 10 * (1 + 1 + 10));
    expect(costOfText('{ __type(name: "Query") { name } }')).toBe(2);
  });

  test.each([
    ['of graphql-js', getIntrospectionQuery()],
    [
      'of GraphiQL',
      getIntrospectionQuery({
        schemaDescription: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        inputValueDeprecation: true,
        oneOf: true,
      }),
    ],
  ])('the full question %s is within the limits', (_whose, text) => {
    const document = new Admission({ schema, limits, documentCacheBytes: 1_000_000, introspection: true }).read(text);
    expect(document).toHaveProperty('definitions');
    expect(costOfText(text)).toBeLessThanOrEqual(limits.cost);
  });
});
