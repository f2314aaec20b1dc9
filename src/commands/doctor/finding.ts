/** The result of one examination. */
export interface Finding {
  readonly area: 'configuration' | 'database' | 'clock' | 'storage' | 'notifications' | 'engine' | 'Stripe' | 'OpenID';
  /** A problem keeps Darkroom from working or endangers what it stores; a warning does not. */
  readonly level: 'ok' | 'warning' | 'problem';
  /** What was found, and what to do about a problem. */
  readonly message: string;
}
