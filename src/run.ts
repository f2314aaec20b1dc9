/** Runs the command line that this process was started with. `darkroom --help` lists the commands. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { runCommand } from './commands/run-command.ts';
import { readConfig } from './config/config.ts';
import { StartError } from './start-error.ts';

const checkout = path.join(import.meta.dirname, '..');

async function main(): Promise<void> {
  process.exitCode = await runCommand(process.argv.slice(2), {
    readConfig: () => readConfig(process.env, checkout),
    checkout,
    clock: Date.now,
    randomBytes,
    print: (line) => void process.stdout.write(`${line}\n`),
    printError: (text) => void process.stderr.write(text),
    fail,
  });
}

function fail(error: unknown): never {
  if (error instanceof StartError) process.stderr.write(`darkroom: ${error.message}\n`);
  else console.error(error);
  process.exit(1);
}

main().catch(fail);
