import { beforeEach, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { TalliedCounter } from '../../src/telemetry/tallied-counter.ts';

let registry: Registry;
let charges: TalliedCounter;

beforeEach(() => {
  registry = new Registry();
  charges = new TalliedCounter(registry, {
    name: 'charges_total',
    help: 'Charges by their outcome.',
    labelNames: ['action', 'outcome'],
  });
});

async function samples(): Promise<string[]> {
  const text = await registry.metrics();
  return text.split('\n').filter((line) => line.startsWith('charges_total'));
}

test('amounts with the same labels are summed in one sample, and other labels have samples of their own', async () => {
  charges.add(1, 'PROMPT', 'accepted');
  charges.add(2, 'PROMPT', 'accepted');
  charges.add(1, 'PROMPT', 'replayed');
  charges.add(1, 'EXPAND', 'accepted');
  expect(await samples()).toEqual([
    'charges_total{action="PROMPT",outcome="accepted"} 3',
    'charges_total{action="PROMPT",outcome="replayed"} 1',
    'charges_total{action="EXPAND",outcome="accepted"} 1',
  ]);
});

test('a sample is cumulative over several reads, and reading it again changes nothing', async () => {
  charges.add(1, 'PROMPT', 'accepted');
  await samples();
  charges.add(1, 'PROMPT', 'accepted');
  await samples();
  expect(await samples()).toEqual(['charges_total{action="PROMPT",outcome="accepted"} 2']);
});
