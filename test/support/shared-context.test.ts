import { expect, test } from '@jest/globals';
import vm from 'node:vm';

test('no look-up of a global is intercepted in a test', () => {
  // Of a context that stands on an object of its own, which V8 asks first, this is false.
  expect(vm.isContext(globalThis)).toBe(true);
});
