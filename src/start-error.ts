/**
 * Why a process cannot start, in one line for the person who started it: what is wrong, where, and what to do. Whoever
 * runs the process prints the message without a stack and exits with 1.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
