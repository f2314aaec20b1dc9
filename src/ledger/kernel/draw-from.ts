import type { Draw, Grant } from './grant.ts';

/**
 * Takes credits from grants in the order given. The caller must ensure that the grants hold enough.
 * Returns the draws, and the new state of the grants drawn from.
 */
export function drawFrom(grants: readonly Grant[], credits: number): { draws: Draw[]; drawn: Grant[] } {
  const draws: Draw[] = [];
  const drawn: Grant[] = [];
  let missing = credits;
  for (const grant of grants) {
    if (missing === 0) break;
    const taken = Math.min(missing, grant.remaining);
    draws.push({ grantId: grant.id, credits: taken });
    drawn.push({ ...grant, remaining: grant.remaining - taken });
    missing -= taken;
  }
  return { draws, drawn };
}
