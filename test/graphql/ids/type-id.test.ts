import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTransactionId, transactionId } from '../../../src/graphql/ids/transaction-id.ts';
import { decodeUuid, encodeUuid, readTypeId, typeId } from '../../../src/graphql/ids/type-id.ts';
import type { ProjectId } from '../../../src/ids.ts';
import { InvalidInputError } from '../../../src/input/invalid-input.ts';

const uuid = (text: string) => text as ProjectId; // the mark exists for the compiler alone

describe('the examples of the TypeID specification', () => {
  test.each([
    ['00000000000000000000000000', '00000000-0000-0000-0000-000000000000'],
    ['00000000000000000000000001', '00000000-0000-0000-0000-000000000001'],
    ['0000000000000000000000000a', '00000000-0000-0000-0000-00000000000a'],
    ['0000000000000000000000000g', '00000000-0000-0000-0000-000000000010'],
    ['00000000000000000000000010', '00000000-0000-0000-0000-000000000020'],
    ['7zzzzzzzzzzzzzzzzzzzzzzzzz', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ['0123456789abcdefghjkmnpqrs', '0110c853-1d09-52d8-d73e-1194e95b5f19'],
    ['01h455vb4pex5vsknk084sn02q', '01890a5d-ac96-774b-bcce-b302099a8057'],
  ])('%s is %s', (text, id) => {
    expect(encodeUuid(id)).toBe(text);
    expect(decodeUuid(text)).toBe(id);
  });

  test.each([
    '8zzzzzzzzzzzzzzzzzzzzzzzzz',
    '1',
    '00000000000000000000000000-',
    '0123456789ABCDEFGHJKMNPQRS',
    'ooooooiiiiiiuuuuuuulllllll',
  ])('%s is none', (text) => expect(decodeUuid(text)).toBeNull());
});

test('ids keep their order as text', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (a, b) => {
      expect(typeId('prj', uuid(a)) < typeId('prj', uuid(b))).toBe(a < b);
    }),
  );
});

test('an id is read back as it was written, and a transaction is its project and its sequence', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 2 ** 31 - 1 }), (id, sequence) => {
      expect(readTypeId('prj', typeId('prj', uuid(id)), 'id')).toBe(id);
      const place = { projectId: uuid(id), sequence };
      expect(readTransactionId(transactionId(place), 'id')).toEqual(place);
    }),
  );
});

test('transactions of one project sort by their sequence', () => {
  const ids = [1, 9, 10, 1_000, 2_000_000_000].map((sequence) =>
    transactionId({ projectId: uuid('0110c853-1d09-52d8-d73e-1194e95b5f19'), sequence }),
  );
  expect(ids.toSorted()).toEqual(ids);
});

test('an id of another kind is refused with the field, what was wanted and what was given', () => {
  const other = `act_${'0'.repeat(26)}`;
  expect(() => readTypeId('prj', other, 'projectId')).toThrow(
    new InvalidInputError([
      {
        field: 'projectId',
        message: 'must be the id of a project, such as prj_01k…; this is the id of an action',
      },
    ]),
  );
});

test.each([
  '',
  'prj_',
  'prj',
  `prj_${'u'.repeat(26)}`,
  `prj_${'0'.repeat(27)}`,
  `PRJ_${'0'.repeat(26)}`,
  `__proto___${'0'.repeat(26)}`,
])('%j is no id of a project', (text) => expect(() => readTypeId('prj', text, 'id')).toThrow(InvalidInputError));

test.each([
  'txn_',
  `txn_${'0'.repeat(33)}`,
  `txn_${'0'.repeat(26)}`,
  `txn_${'0'.repeat(26)}zzzzzzz`,
  `prj_${'0'.repeat(33)}`,
])('%j is no id of a transaction', (text) => expect(() => readTransactionId(text, 'id')).toThrow(InvalidInputError));
