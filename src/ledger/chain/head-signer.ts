import type { KeyObject } from 'node:crypto';
import { insertRows, instantColumn } from '../../database/over-rows.ts';
import { type Queryable, runStatement } from '../../database/statement.ts';
import type { Instant } from '../../instant.ts';
import { type Head, type SignedHead, signHead } from './head.ts';

/** The number of heads that are signed and written per statement. */
const BATCH_MAX = 1_000;

export interface HeadSignerOptions {
  readonly on: Queryable;
  readonly key: KeyObject;
  readonly clock: () => Instant;
}

/** Signs the end of each chain that has grown since its last head. Safe to run in several processes: a head is stored once. */
export class HeadSigner {
  readonly #options: HeadSignerOptions;

  constructor(options: HeadSignerOptions) {
    this.#options = options;
  }

  async sign(): Promise<void> {
    const { on, key, clock } = this.#options;
    for (let count = BATCH_MAX; count === BATCH_MAX;) {
      const ends = await runStatement<Omit<Head, 'signedAt'>>(on, UNSIGNED);
      const signedAt = clock();
      const heads = ends.map((end) => signHead({ ...end, signedAt }, key));
      if (heads.length > 0) await runStatement(on, insertHeads(heads));
      count = heads.length;
    }
  }
}

const UNSIGNED = {
  name: 'chain_unsigned',
  text: `select p.id as "projectId", p.chain_sequence as sequence, encode(p.chain_hash, 'hex') as hash from projects p
    where p.chain_sequence > 0 and not exists (
      select from ledger_heads h where h.project_id = p.id and h.sequence = p.chain_sequence
    ) limit $1`,
  values: [BATCH_MAX],
};

const insertNew = insertRows<SignedHead>('chain_insert_heads', 'ledger_heads', {
  project_id: ['uuid', ({ projectId }) => projectId],
  sequence: ['int', ({ sequence }) => sequence],
  hash: ['text', ({ hash }) => hash, (value) => `decode(${value}, 'hex')`],
  signed_at: ['float8', ({ signedAt }) => signedAt, instantColumn],
  signature: ['text', ({ signature }) => signature, (value) => `decode(${value}, 'hex')`],
});

function insertHeads(heads: readonly SignedHead[]) {
  const statement = insertNew(heads);
  return { ...statement, text: `${statement.text} on conflict do nothing` };
}
