import { expect } from '@jest/globals';
import { auditCharges } from '../bench/ledger/audit.ts';
import { readTypeId } from '../../src/graphql/ids/type-id.ts';
import type { Charged, ChargingLoad } from '../support/charging-load.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import type { Follower } from './follower.ts';

interface Line {
  readonly projectId: string;
  readonly sequence: number;
  readonly balanceAfter: number;
  readonly kind: string;
  readonly key: string | null;
}

const LINES = `select project_id as "projectId", sequence, balance_after::int as "balanceAfter", kind, idempotency_key as key
  from credit_transactions order by project_id, sequence`;

/**
 * The ledger on this server has each charge that was answered, once and where it was said to be, and no other but those
 * before; and whoever follows a project sees all of its lines in order.
 */
export async function expectExact(
  server: PostgresServer,
  load: Pick<ChargingLoad, 'charged' | 'contradictions'>,
  followers: readonly Follower[],
  chargedBefore = 0,
): Promise<void> {
  await auditCharges([server.url('darkroom')]);
  const lines = await server.ask<Line>(LINES, 'darkroom');
  const charges = lines.filter(({ kind }) => kind === 'CHARGE');
  const places = new Map(charges.map(({ projectId, sequence, key }) => [key, `${projectId} ${sequence}`]));
  const isLost = ([key, { projectId, sequence }]: readonly [string, Charged]) =>
    places.get(key) !== `${uuidOf(projectId)} ${sequence}`;
  expect([...load.charged].filter(isLost)).toEqual([]);
  expect(charges).toHaveLength(chargedBefore + load.charged.size);
  expect(load.contradictions).toEqual([]);
  for (const follower of followers) {
    const own = lines.filter(({ projectId }) => projectId === uuidOf(follower.projectId));
    await follower.sees(own.length);
    expect(follower.balances).toEqual(own.map(({ balanceAfter }) => balanceAfter));
    expect(follower.faults).toEqual([]);
  }
}

export function uuidOf(projectId: string): string {
  return readTypeId('prj', projectId, 'projectId');
}
