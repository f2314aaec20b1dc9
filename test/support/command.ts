import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { runCommand } from '../../src/commands/run-command.ts';
import { readConfig } from '../../src/config/config.ts';

const checkout = path.join(import.meta.dirname, '../..');

export interface Ran {
  readonly code: 0 | 1 | 2;
  readonly lines: readonly string[];
  /** The parsed output of `--json`. */
  readonly json: unknown;
  readonly errors: string;
}

/** Runs the command `darkroom` in this process, with only these environment variables. Rejects if it fails. */
export async function darkroom(args: readonly string[], variables: Readonly<Record<string, string>>): Promise<Ran> {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await runCommand(args, {
    readConfig: () => readConfig(variables, checkout),
    checkout,
    clock: Date.now,
    randomBytes,
    print: (line) => void lines.push(line),
    printError: (text) => void errors.push(text),
    fail: (error) => {
      throw error;
    },
  });
  const json: unknown = args.includes('--json') && code !== 2 ? JSON.parse(lines.join('\n')) : null;
  return { code, lines, json, errors: errors.join('') };
}
