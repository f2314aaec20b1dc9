import fs from 'node:fs';
import path from 'node:path';
import { discard } from './unfinished.ts';

/** Characters with a meaning in a shell's double quotes, in which initdb puts the paths of the programs that it runs. */
const SHELL_SIGNS = /["$`\\]/;

/**
 * Passes a path of a program that needs no escaping in a shell. If its own path does, the programs are copied below /tmp
 * (60 MB, 0.2 s), and the copy is removed afterwards.
 */
export async function withPlainPath<Result>(
  program: string,
  use: (program: string) => Promise<Result>,
): Promise<Result> {
  if (!SHELL_SIGNS.test(program)) return use(program);
  const folder = fs.mkdtempSync('/tmp/darkroom-programs-');
  try {
    fs.cpSync(path.resolve(program, '../..'), folder, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(folder, 0o755); // another account may run them
    return await use(path.join(folder, 'bin', path.basename(program)));
  } finally {
    discard(folder);
  }
}
