import type { Command } from 'commander';
import type { Config } from '../config/config.ts';
import type { CommandResult } from './command-result.ts';
import type { CommandSurroundings } from './command-surroundings.ts';

export interface RunnerOptions extends Omit<CommandSurroundings, 'config'> {
  /** Throws StartError if a variable is wrong. */
  readonly readConfig: () => Config;
  readonly print: (line: string) => void;
  readonly printError: (text: string) => void;
  /** Reports an error and ends the process. */
  readonly fail: (error: unknown) => never;
}

/** Runs what a command line asks for, and keeps its exit code. */
export class CommandRunner {
  readonly options: RunnerOptions;
  exitCode: 0 | 1 = 0;

  constructor(options: RunnerOptions) {
    this.options = options;
  }

  /** The configuration is read only for a command that needs it: help works with a wrong one. */
  get surroundings(): CommandSurroundings {
    return { ...this.options, config: this.options.readConfig() };
  }

  /** Adds `--json` to a command, and prints what the work tells. */
  reporting<Args extends unknown[]>(command: Command, work: (...args: Args) => Promise<CommandResult>): Command {
    return command.option('--json', 'print the result as one line of JSON').action(async (...args: Args) => {
      const { isGood, lines, json } = await work(...args);
      const { print } = this.options;
      if (command.opts<{ json?: true }>().json) print(JSON.stringify(json));
      else for (const line of lines) print(line);
      this.exitCode = isGood ? 0 : 1;
    });
  }
}
