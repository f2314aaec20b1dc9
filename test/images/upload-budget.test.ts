import { expect, test } from '@jest/globals';
import { UploadBudget } from '../../src/images/upload-budget.ts';
import type { ImageId } from '../../src/ids.ts';

const [one, other] = ['one', 'other'] as ImageId[]; // ids are text; their form does not matter here

test('uploads share a budget, a URL has at most two senders, and an ended upload releases its share', () => {
  if (!one || !other) throw new Error('two ids');
  const budget = new UploadBudget(1_000);
  const first = budget.take(one, 400);
  const second = budget.take(one, 400);
  expect(budget.take(one, 1)).toBe('under way');
  expect(budget.take(other, 400)).toBe('full');
  if (typeof first === 'string' || typeof second === 'string') throw new Error('there was room for two');
  first();
  expect(budget.take(other, 400)).toBeInstanceOf(Function);
  second();
  expect(budget.take(one, 400)).toBeInstanceOf(Function);
});

test('a lone upload is taken, however small the budget', () => {
  if (!one) throw new Error('an id');
  expect(new UploadBudget(1).take(one, 400)).toBeInstanceOf(Function);
});
