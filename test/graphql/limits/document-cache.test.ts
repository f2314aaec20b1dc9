import { expect, test } from '@jest/globals';
import { buildSchema, type DocumentNode, getOperationAST } from 'graphql';
import { Admission } from '../../../src/graphql/limits/admission.ts';
import { collectGarbage } from '../../support/collect-garbage.ts';

const schema = buildSchema('type Query { name(of: [Int!], in: String): String, self: Query! }');
const limits = { depth: 12, cost: 1_000_000, pushCost: 1_000_000, aliases: 10_000, directives: 50, tokens: 4_000 };

const MIB = 1_048_576;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** A text that V8 holds in one piece and as its own, as it comes out of a request. */
const received = (text: string) => Buffer.from(text).toString();

const repeated = (count: number, part: (at: number) => string) => Array.from({ length: count }, (_, at) => part(at));

test.each([
  ['many fields', (at: number) => `{ ${repeated(900, (each) => `f${at}_${each}: name`).join(' ')} }`],
  ['many arguments', (at: number) => `{ ${repeated(300, (each) => `f${each}: name(of: [${at}, 1])`).join(' ')} }`],
  ['many values', (at: number) => `{ name(of: [${repeated(3_900, (each) => String(each + at)).join(' ')}]) }`],
  ['a long text', (at: number) => `{ name(in: "${at}${'x'.repeat(200_000)}") }`],
  ['a long comment', (at: number) => `{ name } # ${at}${'x'.repeat(200_000)}`],
])('documents of %s stay within their bytes, whatever number is sent', (_what, textOf) => {
  const admission = new Admission({ schema, limits, documentCacheBytes: 16 * MIB, introspection: true });
  const run = (at: number) => {
    const document = admission.read(received(textOf(at))) as DocumentNode; // each of them is valid
    const operation = getOperationAST(document);
    if (operation) admission.costOf(document, operation, {});
  };
  run(999);
  const before = heapBytes();
  for (let at = 0; at < 60; at += 1) run(at);
  expect(heapBytes() - before).toBeLessThan(20 * MIB);
});

test('a document that is sent again is the one that was kept, until others have taken its room', () => {
  const admission = new Admission({ schema, limits, documentCacheBytes: MIB, introspection: true });
  const first = admission.read('{ name }');
  expect(admission.read('{ name }')).toBe(first);
  for (let at = 0; at < 1_000; at += 1) admission.read(`{ a${at}: name }`);
  expect(admission.read('{ name }')).not.toBe(first);
});

test('a document that cannot be taken is not kept', () => {
  const admission = new Admission({ schema, limits, documentCacheBytes: MIB, introspection: true });
  expect(admission.read('{ nothing }')).toMatchObject([{ message: expect.stringContaining('nothing') }]);
  expect(admission.kept('{ nothing }')).toBeUndefined();
});
