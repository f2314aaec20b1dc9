/** What an examination found. */
export interface Finding {
  readonly area: 'configuration' | 'database' | 'clock' | 'storage' | 'engine' | 'Stripe';
  /** A problem keeps Darkroom from working or endangers what it stores; a warning does not. */
  readonly level: 'ok' | 'warning' | 'problem';
  /** What is the case, and where something is wrong, what to do. */
  readonly message: string;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
