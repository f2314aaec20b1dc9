import type { Command } from 'commander';
import type { Config } from '../config/config.ts';
import type { CommandResult } from './command-result.ts';
import type { CommandContext } from './command-context.ts';

export interface RunnerOptions extends Omit<CommandContext, 'config'> {
  /** Throws StartError if a variable is wrong. */
  readonly readConfig: () => Config;
  readonly print: (line: string) => void;
  readonly printError: (text: string) => void;
  /** Reports an error and ends the process. */
  readonly fail: (error: unknown) => never;
}

/** Provides the configuration to commands, prints their results and holds the exit code. */
export class CommandRunner {
  readonly options: RunnerOptions;
  exitCode: 0 | 1 = 0;

  constructor(options: RunnerOptions) {
    this.options = options;
  }

  /** Reads the configuration only when a command needs it, so that `--help` works with an invalid one. */
  get context(): CommandContext {
    return { ...this.options, config: this.options.readConfig() };
  }

  /** Adds the option `--json` to a command, and prints the result of `work`. */
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
