/** What a call took, as the provider tells it; null where it does not. */
export interface CallUsage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** In the provider's own unit, such as the credits of Black Forest Labs. */
  readonly providerUnits: number | null;
}

/** What the operator pays a provider, in a currency of his choice. */
export interface EnginePrice {
  /** For each call that makes a picture. */
  readonly picture: number;
  /** For a million tokens each. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** For each of the provider's own units. */
  readonly unit: number;
}

export const NO_USAGE: CallUsage = { inputTokens: null, outputTokens: null, providerUnits: null };

/** In millionths of the currency; null where the price is not known, or goes by what the provider did not tell. */
export function costMicros(usage: CallUsage, price: EnginePrice | undefined): number | null {
  if (!price) return null;
  const parts: readonly (readonly [price: number, amount: number | null])[] = [
    [price.picture * 1_000_000, 1],
    [price.inputTokens, usage.inputTokens],
    [price.outputTokens, usage.outputTokens],
    [price.unit * 1_000_000, usage.providerUnits],
  ];
  let micros = 0;
  for (const [each, amount] of parts) {
    if (each === 0) continue;
    if (amount === null) return null;
    micros += each * amount;
  }
  return Math.round(micros);
}
