import { openClient } from '../../../src/database/open-client.ts';
import type { ActionId, ProjectId } from '../../../src/ids.ts';
import type { Posting } from '../../../src/ledger/kernel/posting.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { auditCharges } from '../ledger/audit.ts';
import { ACTOR, KEY_ID, newId, newKey, REQUEST_HASH } from '../ledger/charging.ts';
import { fillDatabase, type FilledDatabase, makePlain } from '../ledger/filled-database.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { median } from '../measuring/statistics.ts';
import { shown } from '../report/numbers.ts';
import type { Bench } from '../section.ts';
import { type BulkRows, BulkRowsInsert } from './bulk-rows.ts';
import { besideManyGrants } from './many-grants.ts';
import { DAY_MS } from '../../../src/instant.ts';

/** The measured case: a thousand concurrent postings, and the rows that they insert. */
interface Kind {
  readonly name: string;
  readonly rows: BulkRows;
  readonly atLeast: number;
  /** Makes ready what the postings need, which is not measured, and gives them. */
  postings(): Promise<readonly Posting[]>;
}

interface Round {
  readonly oursMs: number;
  readonly bulkMs: number;
}

/**
 * Compares transfers, refunds, and allowances that are due at one instant with a bulk insert of the rows that each leaves behind,
 * and postings to a project with many live grants with those to one with few.
 */
export async function postingsSection(bench: Bench) {
  const { cluster, scale, say } = bench;
  const count = Math.min(scale.spreadProjects, 1_000);
  const filled = await fillDatabase(cluster, 'postings', count, 1_000_000);
  const bulkUrl = await cluster.database('postings_bulk', filled.name);
  await makePlain(bulkUrl, { keepIndexes: true });
  await warmUp(bench, filled);
  const oursUrl = await cluster.database('postings_ours', filled.name);
  let aheadMs = 0;
  const ledger = openLedger(oursUrl, { clock: () => Date.now() + aheadMs });
  const client = await openClient(bulkUrl);
  const bulk = new BulkRowsInsert(client, filled.spread);
  const kinds = kindsOf(ledger, filled, (ms) => (aheadMs += ms));
  const rounds = new Map<Kind, Round[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round <= scale.rounds; round += 1) {
    say(round === 0 ? '  a round that prepares the statements' : `  round ${round} of ${scale.rounds}`);
    await cluster.checkpoint();
    for (const kind of kinds) {
      const postings = await kind.postings();
      const oursMs = await timeOf(() => postAll(ledger, postings));
      const bulkMs = await timeOf(() => bulk.commit(kind.rows));
      if (round > 0) rounds.get(kind)?.push({ oursMs, bulkMs });
    }
  }
  await ledger.close();
  await client.end();
  await auditCharges([oursUrl], { hasActions: false });
  for (const name of ['postings_bulk', 'postings_ours', filled.name]) await cluster.drop(name);
  const beside = await besideManyGrants(bench);
  const bars = [...kinds.map((kind) => barOf(kind, rounds.get(kind) ?? [])), ...beside.bars];
  return { bars, tables: [tableOf(rounds, count), beside.table] };
}

/**
 * Warms the ledger up with postings of all kinds in a separate database. V8 compiles the ledger during the first thousands of
 * postings, which took half of the process's CPU time for the measured refunds, while the bulk insert runs hardly any of our code.
 * The database is separate so that measured projects have few grants.
 */
async function warmUp({ cluster, scale, say }: Bench, filled: FilledDatabase): Promise<void> {
  say('  warming up');
  let aheadMs = 0;
  const ledger = openLedger(await cluster.database('postings_warm', filled.name), {
    clock: () => Date.now() + aheadMs,
  });
  const kinds = kindsOf(ledger, filled, (ms) => (aheadMs += ms));
  for (let posted = 0; posted < scale.warmUpCalls; posted += kinds.length * filled.spread.length) {
    for (const kind of kinds) await postAll(ledger, await kind.postings());
  }
  await ledger.close();
  await cluster.drop('postings_warm');
}

function kindsOf(ledger: Ledger, { workspaceId, spread }: FilledDatabase, goAhead: (ms: number) => void): Kind[] {
  const count = spread.length;
  const base = (projectId: ProjectId) => ({
    projectId,
    workspaceId,
    actor: ACTOR,
    note: null,
    key: { value: newKey(), requestHash: REQUEST_HASH },
  });
  const next = (place: number) => spread[(place + 1) % count] as ProjectId; // the remainder is a place of the list
  const daily = {
    credits: 10,
    every: 'DAY',
    rollover: true,
    rolloverCap: null,
    timeZone: 'UTC',
    startAt: null,
  } as const;
  return [
    {
      name: 'transfers',
      rows: { lines: 2 * count, grants: count, jobs: 0 },
      atLeast: 0.2,
      postings: async () =>
        spread.map((id, place) => ({ ...base(id), type: 'transfer', toProjectId: next(place), credits: 5 })),
    },
    {
      name: 'refunds',
      rows: { lines: count, grants: 0, jobs: 0 },
      atLeast: 0.1, // beside its line it moves a grant, a project and two counts of usage
      postings: async () => {
        const terms = { actionKind: 'PROMPT', credits: 5, maxCredits: null, keyId: KEY_ID, capKeyId: null } as const;
        const charged = await postAll(
          ledger,
          spread.map((id) => ({ ...base(id), ...terms, type: 'charge', actionId: newId<ActionId>() })),
        );
        return spread.map((id, place) => {
          return { ...base(id), key: null, type: 'refund', chargeSequence: charged[place] ?? 0, mayExceedLimit: true };
        });
      },
    },
    {
      name: 'allowances due at one instant',
      rows: { lines: count, grants: count, jobs: count },
      atLeast: 0.2,
      postings: async () => {
        await postAll(
          ledger,
          spread.map((id) => ({ ...base(id), key: null, type: 'allowance', terms: daily })),
        );
        goAhead(DAY_MS);
        return spread.map((id) => ({ ...base(id), key: null, type: 'settle' }));
      },
    },
  ];
}

/** The sequences of their lines. Throws where one is not accepted. */
async function postAll(ledger: Ledger, postings: readonly Posting[]): Promise<(number | undefined)[]> {
  const outcomes = await Promise.all(postings.map((posting) => ledger.post(posting)));
  return outcomes.map((outcome) => {
    if (outcome.status !== 'accepted') throw new Error(`a posting was ${JSON.stringify(outcome)}`);
    return outcome.entry?.sequence;
  });
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begunAt = performance.now();
  await work();
  return performance.now() - begunAt;
}

function barOf({ name, atLeast }: Kind, rounds: readonly Round[]) {
  const measured = median(rounds.map(({ oursMs, bulkMs }) => bulkMs / oursMs));
  return {
    what: `${name}: ratio of the rate to a bulk insert of the same rows`,
    measured,
    limit: { atLeast },
    unit: '×',
  };
}

function tableOf(rounds: ReadonlyMap<Kind, readonly Round[]>, count: number) {
  return {
    caption: `${count} at once, each of another project:`,
    columns: ['', 'ms', 'bulk insert of the same rows, ms'],
    rows: [...rounds].map(([{ name }, own]) => [
      name,
      shown(median(own.map(({ oursMs }) => oursMs))),
      shown(median(own.map(({ bulkMs }) => bulkMs))),
    ]),
  };
}
