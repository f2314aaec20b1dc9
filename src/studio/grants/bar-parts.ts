/** The bar tells of so many grants; what is left of all others is one part. */
export const BAR_GRANTS_MAX = 24;

/** Narrower than this, of the whole, a part cannot be told from the next. */
const SHARE_MIN = 0.02;

interface Left {
  readonly id: string;
  readonly remaining: number;
  readonly expiresAt?: string | null;
}

/** A stretch of the bar: one grant, or neighbours that are too small to be seen alone. */
export interface BarPart {
  readonly id: string;
  readonly credits: number;
  /** What all of its grants have in common. */
  readonly isSoon: boolean;
}

/** The balance as a bar in draw order. Its parts add up to the balance, and there are never more than one for each grant told of. */
export function barParts(drawnNext: readonly Left[], balance: number, soonBefore: number): BarPart[] {
  const parts: BarPart[] = [];
  for (const { id, remaining, expiresAt } of drawnNext.slice(0, BAR_GRANTS_MAX)) {
    const isSoon = typeof expiresAt === 'string' && Date.parse(expiresAt) < soonBefore;
    const last = parts.at(-1);
    const isSmall = remaining < SHARE_MIN * balance && last !== undefined && last.credits < SHARE_MIN * balance;
    if (isSmall && last.isSoon === isSoon) parts[parts.length - 1] = { ...last, credits: last.credits + remaining };
    else parts.push({ id, credits: remaining, isSoon });
  }
  const rest = balance - parts.reduce((sum, { credits }) => sum + credits, 0);
  return rest > 0 ? [...parts, { id: 'rest', credits: rest, isSoon: false }] : parts;
}
