/** What a command tells at its end. */
export interface CommandResult {
  /** False if it found a problem: the exit code is 1. */
  readonly isGood: boolean;
  /** For people. */
  readonly lines: readonly string[];
  /** The same for programs, printed as one line of JSON with `--json`. */
  readonly json: unknown;
}
