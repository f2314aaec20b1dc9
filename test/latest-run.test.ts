import { expect, test } from '@jest/globals';
import { LatestRun } from '../src/latest-run.ts';

function heldRuns() {
  const begun: { end: (answer: string) => void; fail: (error: Error) => void }[] = [];
  const runs = new LatestRun<string, string>(() => new Promise((end, fail) => begun.push({ end, fail })));
  const turn = () => new Promise(setImmediate);
  return { runs, begun, turn };
}

test('calls during a run share the next one, which begins once the current one has ended', async () => {
  const { runs, begun, turn } = heldRuns();
  const first = runs.run('a');
  await turn();
  const later = [runs.run('a'), runs.run('a')];
  await turn();
  expect(begun).toHaveLength(1);
  begun[0]?.end('one');
  await turn();
  expect(begun).toHaveLength(2);
  begun[1]?.end('two');
  expect([await first, ...(await Promise.all(later))]).toEqual(['one', 'two', 'two']);
});

test('a run that fails does not fail the next one, and another id does not wait', async () => {
  const { runs, begun, turn } = heldRuns();
  const first = runs.run('a');
  await turn();
  const [next, other] = [runs.run('a'), runs.run('b')];
  await turn();
  expect(begun).toHaveLength(2);
  begun[0]?.fail(new Error('no answer'));
  await expect(first).rejects.toThrow('no answer');
  await turn();
  for (const { end } of begun) end('told');
  expect(await Promise.all([next, other])).toEqual(['told', 'told']);
});
