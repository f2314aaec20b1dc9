import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import { type Ending, runNode } from '../support/node-process.ts';
import { type Checkout, makeCheckout } from './checkout.ts';

let checkout: Checkout;
beforeEach(() => {
  checkout = makeCheckout();
  checkout.write('src/main.ts', `import { word } from './word.ts';\nconsole.log(word);\n`);
  checkout.write('src/word.ts', `export const word: string = 'first';\n`);
});
afterEach(() => checkout.remove());

function build(...steps: string[]): Promise<Ending> {
  return runNode([checkout.path('tools/build.mjs'), ...steps]).ended;
}

async function built(...steps: string[]): Promise<string[]> {
  const { code, output } = await build(...steps);
  if (code !== 0) throw new Error(output);
  return [...output.matchAll(/^built (\w+) in \d+\.\d s$/gm)].map(([, name]) => name ?? '');
}

/** What a file of the checkout prints when it is run. */
async function ran(name: string): Promise<string> {
  return (await runNode([checkout.path(name)]).ended).output.trim();
}

describe('the build', () => {
  test('compiles the server, and then does nothing until a source changes', async () => {
    expect(await built()).toEqual(['server']);
    expect(await ran('dist/main.js')).toBe('first');
    expect(await build()).toMatchObject({ code: 0, output: '' });

    checkout.write('src/word.ts', `export const word: string = 'second';\n`);
    expect(await built()).toEqual(['server']);
    expect(await ran('dist/main.js')).toBe('second');
  });

  test('leaves no compiled module behind whose source was removed', async () => {
    await built();
    fs.rmSync(checkout.path('src/word.ts'));
    checkout.write('src/main.ts', `console.log('alone');\n`);
    checkout.write('dist/studio/page.js', '');
    await built();
    expect(fs.readdirSync(checkout.path('dist')).toSorted()).toEqual([
      '.steps.json',
      'main.js',
      'main.js.map',
      'studio',
    ]);
    expect(fs.existsSync(checkout.path('dist/studio/page.js'))).toBe(true);
  });

  test.each([
    ['removed', () => fs.rmSync(checkout.path('dist/word.js'))],
    ['edited', () => checkout.write('dist/word.js', `export const word = 'edited';\n`)],
  ])('makes an output again that was %s', async (_, spoil) => {
    await built();
    spoil();
    expect(await built()).toEqual(['server']);
    expect(await ran('dist/main.js')).toBe('first');
  });

  test("prints the compiler's errors and fails, and retries the next time", async () => {
    checkout.write('src/word.ts', `export const word: string = 1;\n`);
    for (const _ of ['once', 'twice']) {
      expect(await build()).toMatchObject({
        code: 1,
        output: expect.stringMatching(/src\/word\.ts.*TS2322[^]*build step "server" failed/),
      });
    }
    checkout.write('src/word.ts', `export const word: string = 'mended';\n`);
    expect(await built()).toEqual(['server']);
  });

  test('writes the schema when there is a program for it, and again when the schema was edited', async () => {
    checkout.write(
      'src/graphql/emit-schema.ts',
      `import { writeFileSync } from 'node:fs';\nwriteFileSync('schema.graphql', 'type Query { a: Int }');\n`,
    );
    expect(await built()).toEqual(['server', 'schema']);
    checkout.write('schema.graphql', '');
    expect(await built()).toEqual(['schema']);
    expect(fs.readFileSync(checkout.path('schema.graphql'), 'utf8')).toBe('type Query { a: Int }');
  });

  test('generates the client of the database without a network', async () => {
    fs.cpSync('prisma', checkout.path('prisma'), { recursive: true });
    expect(await built('prisma')).toEqual(['prisma']);
    expect(fs.existsSync(checkout.path('src/database/generated/prisma/client.ts'))).toBe(true);
    expect(await built('prisma')).toEqual([]);
  });

  test('runs only the steps that are asked for', async () => {
    expect(await built('schema', 'codegen')).toEqual([]);
    expect(await built('server')).toEqual(['server']);
  });

  test('is done once when two are started at the same moment', async () => {
    const steps = await Promise.all([built(), built()]);
    expect(steps.flat()).toEqual(['server']);
  });

  test('takes over the lock of a build that was killed', async () => {
    checkout.write('dist/.building', String(2 ** 22 + 1)); // beyond every process id of Linux
    expect(await built()).toEqual(['server']);
    expect(fs.existsSync(checkout.path('dist/.building'))).toBe(false);
  });
});
