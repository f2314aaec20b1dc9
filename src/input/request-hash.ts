import { hash } from 'node:crypto';

/**
 * Hex of the SHA-256 of what was asked for: what makes a repeated idempotency key the same request.
 *
 * Keys are remembered for ever, so the hash of a request must not change when a later version knows more fields: what is
 * absent or null takes no part in it, and the order of the fields does not matter.
 */
export function requestHash(asked: Readonly<Record<string, string | number | boolean | object | null>>): string {
  const given = Object.entries(asked)
    .filter(([field, value]) => field !== 'idempotencyKey' && value !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', JSON.stringify(given));
}
