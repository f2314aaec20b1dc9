import fs from 'node:fs';
import path from 'node:path';
import { discard } from './unfinished.ts';

/** What means something to a shell between double quotes: that is how initdb runs the programs beside it. */
const SHELL_SIGNS = /["$`\\]/;

/**
 * Hands over the path of a program that a shell reads as it stands: where the programs' own has signs of the shell in it, that
 * of a copy below /tmp (60 MB, 0.2 s), which is removed afterwards.
 */
export async function withPlainPath<Result>(
  program: string,
  use: (program: string) => Promise<Result>,
): Promise<Result> {
  if (!SHELL_SIGNS.test(program)) return use(program);
  const folder = fs.mkdtempSync('/tmp/darkroom-programs-');
  try {
    fs.cpSync(path.resolve(program, '../..'), folder, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(folder, 0o755); // root's account runs them
    return await use(path.join(folder, 'bin', path.basename(program)));
  } finally {
    discard(folder);
  }
}
