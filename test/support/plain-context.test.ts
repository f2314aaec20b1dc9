import { expect, test } from '@jest/globals';
import vm from 'node:vm';

const LOOKUPS = 100_000;

const timed = `
  let sum = 0;
  const begunAt = performance.now();
  for (let count = 0; count < ${LOOKUPS}; count += 1) sum += Math.floor(count);
  performance.now() - begunAt;
`;

test('looking up a global takes a test a tenth of what it takes where the look-up is intercepted', () => {
  const intercepted = vm.createContext(new Proxy({ performance }, {}));
  const elsewhereMs = vm.runInContext(`{ ${timed} }`, intercepted) as number; // the script's last value
  const here = new Function(timed.replace('performance.now() - begunAt;', 'return performance.now() - begunAt;'));
  expect(here()).toBeLessThan(elsewhereMs / 10);
});
