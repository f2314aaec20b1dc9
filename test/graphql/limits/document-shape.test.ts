import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { shapeOf } from '../../../src/graphql/limits/document-shape.ts';
import { doublingFragments } from './doubling-fragments.ts';

describe('depth is fields inside fields', () => {
  test.each([
    ['{ a }', 1],
    ['{ a b { c } }', 2],
    ['{ a { b { c { d } } } e }', 4],
    ['query A { a } query B { a { b } }', 2],
    ['{ ... { a { ... on X { b } } } }', 2],
    ['{ a { ...F } } fragment F on X { b { c } }', 3],
    ['{ a { b { ...F } } ...F } fragment F on X { b { ...G } } fragment G on X { c { d } }', 5],
    ['{ a } fragment Unused on X { b { c } }', 1],
    ['{ a { ...Missing } }', 1],
    ['{ __schema { types { fields { name } } } }', 0],
    ['{ a { __typename } }', 1],
  ])('%s: %i', (text, depth) => expect(shapeOf(parse(text)).depth).toBe(depth));

  test('introspection counts as depth 0', () => {
    expect(shapeOf(parse(getIntrospectionQuery())).depth).toBe(0);
  });

  test.each([
    ['{ a { ...F } } fragment F on X { b { ...F } }', 2],
    ['{ ...F } fragment F on X { b { ...G } } fragment G on X { c { ...F } }', 2],
    ['{ ...F } fragment F on X { ...G } fragment G on X { ...H } fragment H on X { ...F d }', 1],
    ['{ ...F } fragment F on X { ...F }', 0],
  ])('fragments that spread themselves are walked once: %s', (text, depth) => {
    expect(shapeOf(parse(text)).depth).toBe(depth);
  });

  test('fragments spread twice by each of 30 are walked once each', () => {
    const { document, reads } = doublingFragments(30, 'a { b }');
    expect(shapeOf(document).depth).toBe(2);
    expect(reads()).toBeLessThanOrEqual(3 * 31);
  });
});

describe('aliases and directives are counted as they are written', () => {
  test.each([
    ['{ a b }', 0, 0],
    ['{ x: a y: b { z: c } }', 3, 0],
    ['{ ...F ...F } fragment F on X { x: a }', 1, 0],
    ['{ a @skip(if: true) @include(if: false) b @skip(if: true) }', 0, 3],
    ['query Q @x { ... @y { ...F @z } } fragment F on X @w { a }', 0, 4],
    ['query ($v: Int @x) { a }', 0, 1],
  ])('%s: %i and %i', (text, aliases, directives) => {
    expect(shapeOf(parse(text))).toMatchObject({ aliases, directives });
  });
});
