import type { Config } from '../config/config.ts';
import type { Instant } from '../instant.ts';

/** What a command works with. */
export interface CommandSurroundings {
  readonly config: Config;
  /** The folder of the program, with its migrations. */
  readonly checkout: string;
  readonly clock: () => Instant;
  readonly randomBytes: (size: number) => Buffer;
}
