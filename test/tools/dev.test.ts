import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import { processTable } from '../../src/embedded-postgres/process-table.ts';
import { type NodeProcess, runNode } from '../support/node-process.ts';
import { until } from '../support/until.ts';
import { type Checkout, makeCheckout } from './checkout.ts';

/** A server that says what it serves, and takes a moment to close. */
const SERVER = `
  import { word } from './word.ts';
  let signals = 0;
  process.on('SIGTERM', () => {
    signals += 1;
    if (signals === 1) console.log('closing ' + word);
    if (word === 'stubborn' && signals === 1) return;
    setTimeout(() => {
      console.log('closed ' + word + ' after ' + signals);
      process.exit(0);
    }, 100);
  });
  setInterval(() => {}, 1000);
  console.log('serving ' + word);
`;

let checkout: Checkout;
let dev: NodeProcess;
beforeEach(() => {
  checkout = makeCheckout();
  fs.mkdirSync(checkout.path('prisma'));
  checkout.write('src/main.ts', SERVER);
});
afterEach(async () => {
  dev.kill('SIGTERM');
  await dev.ended;
  checkout.remove();
});

async function serve(word: string): Promise<void> {
  say(word);
  dev = runNode([checkout.path('tools/dev.mjs')]);
  await dev.says(`serving ${word}`);
}

function say(word: string): void {
  checkout.write('src/word.ts', `export const word: string = '${word}';\n`);
}

describe('npm run dev', () => {
  test('builds and restarts the server when a source changes', async () => {
    await serve('first');
    say('second');
    await dev.says('serving second');
    expect(dev.output()).toContain('closed first after 1\n');

    checkout.write('src/words/third.ts', `export const third: string = 'third';\n`);
    checkout.write('src/word.ts', `export { third as word } from './words/third.ts';\n`);
    await dev.says('serving third');
  });

  test('keeps the server while a source does not compile', async () => {
    await serve('first');
    checkout.write('src/word.ts', `export const word: string = 1;\n`);
    await dev.says('TS2322');
    expect(dev.output()).not.toContain('closing');
    say('second');
    await dev.says('serving second');
  });

  test('restarts the server when a migration comes', async () => {
    await serve('first');
    checkout.write('prisma/migrations/20260101000000_init/migration.sql', '');
    await until(() => dev.output().split('serving first').length === 3);
    expect(dev.output()).toContain('serving first\nclosing first\nclosed first after 1\nserving first\n');
  });

  test('rebuilds the page and leaves the server alone when only the page changes', async () => {
    await serve('first');
    checkout.write('src/studio/share.html', '<!doctype html><title>Page of guests</title>');
    checkout.write('src/studio/index.html', '<!doctype html><title>First page</title>');
    await dev.says('built studio');
    expect(fs.readFileSync(checkout.path('dist/studio/index.html'), 'utf8')).toContain('First page');
    expect(dev.output()).not.toContain('closing');
    say('second');
    await dev.says('serving second');
  });

  test('starts a server again that has ended by itself, when a source changes', async () => {
    checkout.write('src/main.ts', `console.log('ending'); process.exit(1);\n`);
    dev = runNode([checkout.path('tools/dev.mjs')]);
    await dev.says('ending');
    say('mended');
    checkout.write('src/main.ts', SERVER);
    await dev.says('serving mended');
    expect(dev.output()).not.toContain('closing');
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('lets the server close by itself on %s', async (signal) => {
    await serve('first');
    dev.kill(signal);
    expect(await dev.ended).toMatchObject({ code: 0, output: expect.stringContaining('closed first after 1\n') });
    const left = [...processTable.commandLines().values()].filter((command) => command.includes(checkout.folder));
    expect(left).toEqual([]);
  });

  test('passes a second signal on to a server that is slow to close', async () => {
    await serve('stubborn');
    dev.kill('SIGINT');
    await dev.says('closing stubborn');
    dev.kill('SIGINT');
    expect(await dev.ended).toMatchObject({ code: 0, output: expect.stringContaining('closed stubborn after 2\n') });
  });
});
