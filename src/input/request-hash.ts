import { hash } from 'node:crypto';

/**
 * The SHA-256 of a request, in hex. A repeated idempotency key with the same hash is the same request.
 *
 * Keys never expire, so the hash must not change when a later version adds fields: absent and null fields are left out, and
 * the order of the fields does not matter.
 */
export function requestHash(asked: Readonly<Record<string, string | number | boolean | object | null>>): string {
  const given = Object.entries(asked)
    .filter(([field, value]) => field !== 'idempotencyKey' && value !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', JSON.stringify(given));
}
