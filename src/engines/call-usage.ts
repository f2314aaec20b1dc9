/** The usage of a call as reported by the provider; null where it reports none. */
export interface CallUsage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** In the provider's unit, such as the credits of Black Forest Labs. */
  readonly providerUnits: number | null;
}

/** The operator's costs at a provider, in a currency of choice. */
export interface EnginePrice {
  /** Per call that makes a picture. */
  readonly picture: number;
  /** Per million tokens. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Per unit of the provider. */
  readonly unit: number;
}

export const NO_USAGE: CallUsage = { inputTokens: null, outputTokens: null, providerUnits: null };

/** In millionths of the currency; null if the price is unknown or depends on usage that the provider did not report. */
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
