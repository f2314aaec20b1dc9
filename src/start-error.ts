/**
 * A process cannot start. The message is one line for the person who started it: what is wrong, where, and what to do. It is
 * printed without a stack, and the process exits with 1.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
