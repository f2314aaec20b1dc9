import { afterEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultStateFolder } from '../../src/config/state-folder.ts';

const { getuid } = process;
afterEach(() => {
  process.getuid = getuid;
});

function runAs(uid: number): void {
  process.getuid = () => uid;
}

describe('what a checkout keeps between runs', () => {
  const checkout = fs.realpathSync(os.tmpdir());

  test('lies in the checkout', () => {
    runAs(1000);
    expect(defaultStateFolder(checkout)).toBe(path.join(checkout, '.state'));
  });

  test("is outside of root's home for root, in a folder for each checkout", () => {
    runAs(0);
    const name = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
    expect(defaultStateFolder(checkout)).toBe(`/var/lib/darkroom/${name}`);
    expect(defaultStateFolder(path.join(checkout, '..'))).not.toBe(defaultStateFolder(checkout));
  });

  test('is the same through any symbolic link to the checkout', () => {
    const folder = fs.mkdtempSync(path.join(checkout, 'darkroom-link-'));
    fs.symlinkSync(folder, `${folder}.link`);
    expect(defaultStateFolder(`${folder}.link`)).toBe(defaultStateFolder(folder));
    fs.rmSync(`${folder}.link`);
    fs.rmSync(folder, { recursive: true });
  });
});
