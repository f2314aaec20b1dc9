import type { ActionId, GrantId, ProjectId, WorkspaceId } from '../../../src/ids.ts';
import type { Posting } from '../../../src/ledger/kernel/posting.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { auditCharges } from '../ledger/audit.ts';
import { ACTOR, KEY_ID, newId, newKey, REQUEST_HASH } from '../ledger/charging.ts';
import { fillDatabase } from '../ledger/filled-database.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { median } from '../measuring/statistics.ts';
import { shown } from '../report/numbers.ts';
import type { Bar, Table } from '../report/results.ts';
import type { Bench } from '../section.ts';

const FEW = 100;
const MANY = 18_000;
const CREDITS_OF_GRANT = 1_000;

/** A project, and its grants that are still to be revoked. */
interface Account {
  readonly id: ProjectId;
  readonly grantIds: GrantId[];
}

/** A kind of posting. Each posting is made immediately before it is measured. */
interface Kind {
  readonly name: string;
  posting(account: Account): Promise<Posting>;
}

/** Compares the times of one caller's postings to a project with many live grants and to one with few. */
export async function besideManyGrants({ cluster, scale, say }: Bench): Promise<{ bars: Bar[]; table: Table }> {
  const many = Math.min(scale.longHistory, MANY);
  const filled = await fillDatabase(cluster, 'many_grants', 2, CREDITS_OF_GRANT);
  const url = await cluster.database('many_grants_ours', filled.name);
  const ledger = openLedger(url);
  const [rich, poor] = filled.spread as [ProjectId, ProjectId]; // it was filled with two
  const accounts = {
    many: await granted(ledger, { ...filled, id: rich, count: many }),
    few: await granted(ledger, { ...filled, id: poor, count: FEW }),
  };
  const kinds = kindsOf(ledger, { workspaceId: filled.workspaceId, other: filled.hot });
  const times = kinds.map((kind) => ({ kind, many: [] as number[], few: [] as number[] }));
  for (let round = 0; round <= scale.rounds; round += 1) {
    say(
      round === 0 ? `  warming up beside ${many} grants` : `  round ${round} of ${scale.rounds} beside ${many} grants`,
    );
    for (const { kind, ...taken } of times) {
      for (let repeat = 0; repeat < 10; repeat += 1) {
        for (const which of ['many', 'few'] as const) {
          const ms = await timeOf(ledger, await kind.posting(accounts[which]));
          if (round > 0) taken[which].push(ms);
        }
      }
    }
  }
  await ledger.close();
  await auditCharges([url], { hasActions: false });
  for (const name of ['many_grants_ours', filled.name]) await cluster.drop(name);
  const grants = `${many.toLocaleString('en-US')} live grants`;
  return {
    bars: times.map(({ kind: { name }, many: ofMany, few }) => ({
      what: `${name}, project with ${grants}: ratio of the median time to a project with ${FEW}`,
      measured: median(ofMany) / median(few),
      limit: { atMost: 1.5 },
      unit: '×',
    })),
    table: {
      caption: `One caller, one posting at a time, median times:`,
      columns: ['', `${grants}, ms`, `${FEW} live grants, ms`],
      rows: times.map(({ kind: { name }, many: ofMany, few }) => [name, shown(median(ofMany)), shown(median(few))]),
    },
  };
}

interface Filling {
  readonly workspaceId: WorkspaceId;
  readonly id: ProjectId;
  readonly count: number;
}

async function granted(ledger: Ledger, { workspaceId, id, count }: Filling): Promise<Account> {
  const grantIds = Array.from({ length: count }, () => newId<GrantId>());
  for (let from = 0; from < count; from += 1_000) {
    await Promise.all(
      grantIds.slice(from, from + 1_000).map((grantId) => ledger.post(grantOf(id, workspaceId, grantId))),
    );
  }
  return { id, grantIds };
}

function base(projectId: ProjectId, workspaceId: WorkspaceId) {
  return { projectId, workspaceId, actor: ACTOR, note: null, key: { value: newKey(), requestHash: REQUEST_HASH } };
}

function grantOf(id: ProjectId, workspaceId: WorkspaceId, grantId: GrantId): Posting {
  const terms = { source: 'MANUAL', priority: 50, expiresAt: null } as const;
  return { ...base(id, workspaceId), ...terms, type: 'grant', grantId, credits: CREDITS_OF_GRANT };
}

function kindsOf(ledger: Ledger, { workspaceId, other }: { workspaceId: WorkspaceId; other: ProjectId }): Kind[] {
  const charge = (id: ProjectId): Posting => {
    const terms = { actionKind: 'PROMPT', credits: 5, maxCredits: null, keyId: KEY_ID, capKeyId: null } as const;
    return { ...base(id, workspaceId), ...terms, type: 'charge', actionId: newId<ActionId>() };
  };
  return [
    { name: 'a charge', posting: async ({ id }) => charge(id) },
    {
      name: 'a refund',
      async posting({ id }) {
        const outcome = await ledger.post(charge(id));
        const chargeSequence = outcome.status === 'accepted' ? (outcome.entry?.sequence ?? 0) : 0;
        return { ...base(id, workspaceId), key: null, type: 'refund', chargeSequence, mayExceedLimit: true };
      },
    },
    {
      name: 'a transfer',
      posting: async ({ id }) => ({ ...base(id, workspaceId), type: 'transfer', toProjectId: other, credits: 5 }),
    },
    {
      name: 'a revocation',
      async posting({ id, grantIds }) {
        const grantId = grantIds.pop();
        if (!grantId) throw new Error('every grant has been revoked');
        return { ...base(id, workspaceId), type: 'revoke', grantId, credits: null };
      },
    },
    { name: 'a grant', posting: async ({ id }) => grantOf(id, workspaceId, newId<GrantId>()) },
  ];
}

async function timeOf(ledger: Ledger, posting: Posting): Promise<number> {
  const begunAt = performance.now();
  const { status } = await ledger.post(posting);
  if (status !== 'accepted') throw new Error(`a ${posting.type} was ${status}`);
  return performance.now() - begunAt;
}
