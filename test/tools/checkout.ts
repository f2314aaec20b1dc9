import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultStateFolder } from '../../src/config/state-folder.ts';

/** A small checkout with the real tools and dependencies, in which a test may change everything else. */
export interface Checkout {
  readonly folder: string;
  /** The absolute path of a file. */
  path(name: string): string;
  /** Writes a file, and the folders to it. */
  write(name: string, text: string): void;
  remove(): void;
}

export function makeCheckout(): Checkout {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'darkroom-checkout-')));
  const at = (name: string) => path.join(folder, name);
  fs.cpSync('tools', at('tools'), { recursive: true });
  fs.symlinkSync(path.resolve('node_modules'), at('node_modules'));
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json']) fs.copyFileSync(name, at(name));
  return {
    folder,
    path: at,
    write(name, text) {
      fs.mkdirSync(path.dirname(at(name)), { recursive: true });
      fs.writeFileSync(at(name), text);
    },
    remove() {
      fs.rmSync(defaultStateFolder(folder), { recursive: true, force: true });
      fs.rmSync(folder, { recursive: true });
    },
  };
}
