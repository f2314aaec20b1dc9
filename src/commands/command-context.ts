import type { Config } from '../config/config.ts';
import type { Instant } from '../instant.ts';

/** The dependencies of a command. */
export interface CommandContext {
  readonly config: Config;
  /** The root folder of the program, which contains its migrations. */
  readonly checkout: string;
  readonly clock: () => Instant;
  readonly randomBytes: (size: number) => Buffer;
}
