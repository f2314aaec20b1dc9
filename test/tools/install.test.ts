import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { type Ending, runNode } from '../support/node-process.ts';
import { type Checkout, makeCheckout } from './checkout.ts';

let checkout: Checkout;
beforeEach(() => {
  checkout = makeCheckout();
  fs.rmSync(checkout.path('node_modules'));
  // Stands for npm: tells how it was called, and makes the folder as npm would.
  checkout.write(
    'npm.cjs',
    `const fs = require('node:fs');
     fs.mkdirSync('node_modules', { recursive: true });
     console.log('npm', process.argv.slice(2).join(' '), 'in', process.cwd());
     console.log(process.env.PATH, process.env.npm_package_name);
     process.exit(Number(process.env.NPM_EXITS_WITH ?? 0));`,
  );
});
afterEach(() => checkout.remove());

function install(environment: NodeJS.ProcessEnv = {}, ...nodeArgs: string[]): Promise<Ending> {
  return runNode([...nodeArgs, checkout.path('tools/install.mjs')], {
    npm_node_execpath: process.execPath,
    npm_execpath: checkout.path('npm.cjs'),
    ...environment,
  }).ended;
}

/** Makes node claim another version. */
function pretending(version: string): string[] {
  const code = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
}

describe('installing the dependencies', () => {
  test('is done when there are none, and then not again until package-lock.json changes', async () => {
    const first = await install();
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining(`in ${checkout.folder}\n`) });
    expect(first.output).toContain('npm ci --no-audit --no-fund --loglevel=error --include=dev --include=optional');
    expect(await install()).toMatchObject({ code: 0, output: '' });

    checkout.write('package-lock.json', '{ "changed": true }');
    expect((await install()).output).toContain('npm ci');
  });

  test('is done by the npm that was called, without the environment of its script', async () => {
    const environment = { PATH: `/elsewhere/node_modules/.bin:${process.env.PATH}`, npm_package_name: 'darkroom' };
    const { output } = await install(environment);
    expect(output).not.toContain('/elsewhere');
    expect(output).toMatch(/ undefined\n$/);
  });

  test('fails when npm fails, and is tried again the next time', async () => {
    expect(await install({ NPM_EXITS_WITH: '1' })).toMatchObject({
      code: 1,
      output: expect.stringMatching(/The dependencies could not be installed; npm says why above\.\n$/),
    });
    expect((await install()).output).toContain('npm ci');
  });

  test('says so when npm cannot be run', async () => {
    expect(await install({ npm_execpath: '', PATH: '/nowhere' })).toMatchObject({
      code: 1,
      output: expect.stringMatching(/The dependencies could not be installed: spawnSync npm ENOENT\.\n$/),
    });
  });

  test('is refused, in one line and before anything happens, by an old Node.js where none comes with them', async () => {
    const manifest: object = JSON.parse(fs.readFileSync(checkout.path('package.json'), 'utf8'));
    checkout.write('package.json', JSON.stringify({ ...manifest, optionalDependencies: {} }));
    const platform = `${process.platform}-${process.arch}`;
    expect(await install({}, ...pretending('22.19.0'))).toMatchObject({
      code: 1,
      output: `Darkroom needs Node.js 24 or newer on ${platform}, and this is 22.19.0.\n`,
    });
    expect(fs.existsSync(checkout.path('node_modules'))).toBe(false);
    expect(await install({}, ...pretending('24.0.0'))).toMatchObject({ code: 0 });
  });

  test('is done by an old Node.js where a newer one comes with them', async () => {
    const isPinned = `${process.platform}-${process.arch}`.match(/^linux-(x64|arm64)$/);
    const { code } = await install({}, ...pretending('20.19.0'));
    expect(code).toBe(isPinned ? 0 : 1);
  });

  test('is refused on a Node.js that is too old even to run npm, in one line and before anything is installed', async () => {
    const { code, output } = await install({}, ...pretending('20.18.3'));
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching(/^Darkroom needs Node\.js [\d.]+ or newer on \S+, and this is 20\.18\.3\.\n$/),
    });
    expect(fs.existsSync(checkout.path('node_modules'))).toBe(false);
  });
});

test('the program does not start on an old Node.js, and says so in one line before it loads a dependency', async () => {
  const main = path.join(import.meta.dirname, '../../src/main.ts');
  expect(await runNode([...pretending('22.19.0'), main, 'start']).ended).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^darkroom: it needs Node\.js 24 or newer, and this is 22\.19\.0: [^\n]+\n$/),
  });
});
