import { expect, test } from '@jest/globals';
import { execute, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, parse } from 'graphql';
import { takeTurns } from '../../../src/graphql/execution/take-turns.ts';

const MANY = 1_000;

/** Holds the thread for half a millisecond. */
function compute(): void {
  for (const until = performance.now() + 0.5; performance.now() < until;);
}

test('a small request is served between the fields of a large one', async () => {
  let served = 0;
  const much = new GraphQLObjectType({
    name: 'Much',
    fields: { dear: { type: GraphQLInt, resolve: () => (compute(), (served += 1)) } },
  });
  const little: GraphQLObjectType = new GraphQLObjectType({
    name: 'Little',
    fields: () => ({ inside: { type: little, resolve: () => ({}) }, value: { type: GraphQLInt, resolve: () => 1 } }),
  });
  const query = new GraphQLObjectType({
    name: 'Query',
    fields: {
      much: {
        type: new GraphQLList(new GraphQLNonNull(much)),
        resolve: () => Array.from({ length: MANY }, () => ({})),
      },
      little: { type: little, resolve: () => ({}) },
    },
  });
  const schema = takeTurns(new GraphQLSchema({ query }));
  const ask = (text: string) => execute({ schema, document: parse(text), contextValue: { time: { isOver: false } } });

  const dear = ask('{ much { dear } }');
  const result = await ask('{ little { inside { inside { inside { value } } } } }');
  // Five fields, each of which waits for a turn at the most: thirty fields of the other.
  expect(served).toBeLessThan(MANY / 2);
  expect(result).toEqual({ data: { little: { inside: { inside: { inside: { value: 1 } } } } } });
  expect((await dear).errors).toBeUndefined();
  expect(served).toBe(MANY);
});
