/** The result of a command. */
export interface CommandResult {
  /** False if it found a problem: the exit code is 1. */
  readonly isGood: boolean;
  /** The output for people. */
  readonly lines: readonly string[];
  /** The output for programs, printed as one line of JSON with `--json`. */
  readonly json: unknown;
}
