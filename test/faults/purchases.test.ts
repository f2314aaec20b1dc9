import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withClient } from '../../src/database/open-client.ts';
import { typeIdOrNull } from '../../src/graphql/ids/type-id.ts';
import { openLedgerChecker } from '../../src/open-ledger-checker.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { FakeStripe } from '../support/fake-stripe.ts';
import type { TypedDocumentString } from '../support/generated/graphql.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { type NodeProcess, runNode } from '../support/node-process.ts';
import { createProject, performPrompt } from '../support/operations.ts';
import {
  autoTopUpOf,
  createCheckout,
  publishCreditPacks,
  purchaseOf,
  setAutoTopUp,
} from '../support/purchase-operations.ts';
import type { FakeEvent } from '../support/stripe-account.ts';
import { until } from '../support/until.ts';

const main = path.join(import.meta.dirname, '../../dist/main.js');
const movableClock = path.join(import.meta.dirname, '../support/movable-clock.mts');
const KEY = 'the-key-of-the-purchases-test-012345678';
const RETURN_URL = 'https://shop.example/credits';
const EVENTS = 1_000;
const PURCHASES = 120;
const AT_ONCE = 16;
/** One server is killed after the first, the other after the second number of events. */
const KILLED_AFTER = [EVENTS / 4, EVENTS / 2];
/** Longer than the lease of a purchase that a killed server held, and than the delay after a failure. */
const PUT_OFF_MS = 61_000;
/** Far longer than synchronizing a purchase takes: if the clock moved more often, the leases of purchases in progress would expire. */
const ROUND_MS = 3_000;
const CHARGES = 50;
const PACK = { title: 'Small', credits: 500, minor: 2_500, currency: 'usd' };
const KINDS = ['checkout.session.completed', 'charge.refunded', 'charge.dispute.closed'];

interface Server {
  readonly url: string;
  readonly client: GraphqlClient;
  readonly process: NodeProcess;
}

let cleanUp: AsyncDisposableStack;
let database: TestDatabase;
let stripe: FakeStripe;
let folder: string;
let servers: [Server, Server];
let offsetMs = 0;

beforeAll(async () => {
  cleanUp = new AsyncDisposableStack();
  database = await testDatabase();
  cleanUp.defer(() => database.close());
  stripe = await FakeStripe.open();
  cleanUp.defer(() => stripe.close());
  folder = await mkdtemp(path.join(tmpdir(), 'darkroom-purchases-'));
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  await moveClock(0);
  servers = [await serve(), await serve()];
}, 60_000);
afterAll(() => cleanUp.disposeAsync());

async function moveClock(byMs: number): Promise<void> {
  offsetMs += byMs;
  await writeFile(path.join(folder, 'clock-offset'), `${offsetMs}`);
}

async function serve(): Promise<Server> {
  const started = runNode(['--import', movableClock, main], {
    ...stripe.variables,
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    BOOTSTRAP_API_KEY: KEY,
    WORKERS: '1',
    PORT: '0',
    PURCHASE_RETURN_ORIGINS: new URL(RETURN_URL).origin,
    CLOCK_OFFSET_FILE: path.join(folder, 'clock-offset'),
  });
  cleanUp.defer(() => kill(started));
  await started.says('"msg":"listening"');
  const url = /"url":"(http:[^"]+)","msg":"listening"/.exec(started.output())?.[1] ?? '';
  return { url, client: new GraphqlClient(url, KEY), process: started };
}

async function kill(running: NodeProcess): Promise<void> {
  running.kill('SIGKILL');
  await running.ended;
}

/**
 * Repeats an operation until its outcome is known, as clients do: on a busy machine whose clock jumps, servers may answer
 * UNAVAILABLE.
 */
function known<Data, Variables>(
  { client }: Server,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return until(async () => {
    const { data, errors } = await client.ask(document, variables);
    if (errors?.[0]?.extensions['code'] === 'UNAVAILABLE') return null;
    if (!data || errors) throw new Error(`the request was refused: ${JSON.stringify(errors)}`);
    return data;
  });
}

async function newProject(packs = [PACK]): Promise<{ projectId: string; packId: string }> {
  const { client } = servers[0];
  const { createProject: project } = await client.send(createProject, { input: { name: 'Shop' } });
  const { publishCreditPacks: published } = await client.send(publishCreditPacks, { input: { packs } });
  return { projectId: project.id, packId: published[0]?.id ?? '' };
}

interface Bought {
  readonly id: string;
  readonly sessionId: string;
  readonly refundedMinor: number;
  readonly dispute: 'none' | 'won' | 'lost';
}

async function checkout(projectId: string, creditPackId: string, savePaymentMethod = false) {
  const idempotencyKey = randomUUID();
  const input = { projectId, creditPackId, idempotencyKey, returnUrl: RETURN_URL, savePaymentMethod };
  const { createCheckout: begun } = await servers[0].client.send(createCheckout, { input });
  if (begun.__typename !== 'Checkout') throw new Error(begun.__typename);
  return { id: begun.purchase.id, sessionId: begun.url.split('/').at(-1) ?? '' };
}

/** The credits of a purchase that are reversed in the end. */
function reversedCredits({ refundedMinor, dispute }: Bought): number {
  const minor = Math.min(PACK.minor, refundedMinor + (dispute === 'lost' ? PACK.minor : 0));
  return Math.ceil((PACK.credits * minor) / PACK.minor);
}

/** Pays, refunds and disputes one purchase. Returns the events that Stripe sends about it. */
function live({ sessionId, refundedMinor, dispute }: Bought): FakeEvent[] {
  const { account } = stripe;
  const from = account.events.length;
  const intent = account.pay(sessionId);
  if (refundedMinor > 0) account.refund(intent.id, refundedMinor);
  if (dispute !== 'none') account.closeDispute(account.dispute(intent.id), dispute);
  return account.events.slice(from).filter(({ type }) => KINDS.includes(type));
}

/** Kills a server, and starts another in its place. */
async function replace(place: 0 | 1): Promise<void> {
  await kill(servers[place].process);
  servers[place] = await serve();
}

/** Sends the events to both servers. Sends an event that a killed server did not accept again, as Stripe does. */
async function deliver(events: readonly FakeEvent[]): Promise<void> {
  const queue = [...events];
  const replacing = [Promise.resolve(), Promise.resolve()];
  let sent = 0;
  const courier = async (place: 0 | 1): Promise<void> => {
    for (let event = queue.shift(); event; event = queue.shift()) {
      await replacing[place];
      const status = await stripe.deliver(event, `${servers[place].url}/stripe/events`).catch(() => 0);
      if (status !== 200) {
        queue.push(event);
        continue;
      }
      sent += 1;
      if (sent === KILLED_AFTER[0]) replacing[0] = replace(0);
      if (sent === KILLED_AFTER[1]) replacing[1] = replace(1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => courier(index % 2 === 0 ? 0 : 1)));
  await Promise.all(replacing);
}

test(`every purchase is posted once, though two servers that are each killed once receive ${EVENTS} events repeated and in random order, and answers of Stripe are lost`, async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  console.log(`SEED=${seed}`);
  const fate = fc.record({
    refundedMinor: fc.constantFrom(0, 1, 700, 2_500),
    dispute: fc.constantFrom('none' as const, 'won' as const, 'lost' as const),
  });
  const fates = fc.sample(fate, { seed, numRuns: PURCHASES });
  const places = fc.sample(fc.tuple(fc.nat(), fc.nat()), { seed, numRuns: 2 * EVENTS });
  const { projectId, packId } = await newProject();
  const bought: Bought[] = [];
  for (const each of fates) {
    const charged = each.dispute === 'lost' ? { ...each, refundedMinor: 0 } : each;
    bought.push({ ...(await checkout(projectId, packId)), ...charged });
  }
  const first = bought.flatMap(live);
  const repeats = places.slice(0, Math.max(0, EVENTS - first.length)).map(([place]) => first[place % first.length]);
  const order = new Map(places.map(([, weight], index) => [index, weight]));
  const events = [...first, ...repeats]
    .flatMap((event, index) => (event ? [{ event, weight: order.get(index) ?? 0 }] : []))
    .toSorted((one, other) => one.weight - other.weight)
    .map(({ event }) => event);
  expect(events).toHaveLength(EVENTS);
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(KINDS));
  let answers = 0;
  stripe.losesAnswer = () => (answers += 1) % 9 === 0;
  const before = [...servers];
  await deliver(events);
  expect(servers.map((server) => before.includes(server))).toEqual([false, false]);
  stripe.losesAnswer = () => false;

  const read = async ({ id }: Bought) => (await known(servers[0], purchaseOf, { id })).purchase;
  let movedAt = 0;
  await until(async () => {
    if (performance.now() > movedAt + ROUND_MS) {
      await moveClock(PUT_OFF_MS);
      movedAt = performance.now();
    }
    const found = await Promise.all(bought.map(read));
    return found.every((each, place) => {
      const due = bought[place];
      return each?.paidAt != null && due !== undefined && each.reversedCredits === reversedCredits(due);
    });
  });
  const { rows } = await withClient(database.url, (client) =>
    client.query<{ id: string; granted: string[]; revoked: number }>(
      `select p.id,
       (select array_agg(t.amount::int order by t.sequence) from credit_transactions t
         where t.project_id = p.project_id and t.kind = 'GRANT' and t.grant_id = any(p.grant_ids)) as granted,
       (select coalesce(-sum(t.amount), 0)::int from credit_transactions t
         where t.project_id = p.project_id and t.kind = 'REVOCATION' and t.grant_id = any(p.grant_ids)) as revoked
     from purchases p`,
    ),
  );
  expect(rows.length).toBe(PURCHASES);
  for (const each of bought) {
    const row = rows.find(({ id }) => id === typeIdOrNull('pur', each.id));
    expect([each, row]).toEqual([each, { id: row?.id, granted: [PACK.credits], revoked: reversedCredits(each) }]);
  }
  const checker = openLedgerChecker(database.url, Date.now);
  expect((await checker.check({ workspaceId: null, projectId: null }, 0)).problems).toEqual([]);
}, 400_000);

test('repeated rounds of 50 concurrent charges on two servers top up to exactly the monthly limit', async () => {
  const large = { ...PACK, title: 'Large', credits: 5_000 };
  const tiny = { ...PACK, title: 'Tiny', credits: 2, minor: 100 };
  const { projectId, packId } = await newProject([large]);
  const { client } = servers[0];
  const begun = await checkout(projectId, packId, true);
  const state = async () => {
    const { project } = await known(servers[0], autoTopUpOf, { id: projectId });
    if (!project) throw new Error('the project is gone');
    return project;
  };
  stripe.endpoint = `${servers[0].url}/stripe/events`;
  stripe.account.pay(begun.sessionId);
  await until(async () => (await state()).balance === large.credits);
  const { publishCreditPacks: packs } = await client.send(publishCreditPacks, { input: { packs: [tiny] } });
  const autoTopUp = { threshold: large.credits, creditPackId: packs[0]?.id ?? '', monthlyLimitMinor: 350 };
  await client.send(setAutoTopUp, { input: { projectId, autoTopUp } });
  const { intents } = stripe.account;
  const before = intents.size;
  let charges = 0;
  const charge = async () => {
    charges += 1;
    const input = { projectId, prompt: 'a ring', idempotencyKey: `charge ${charges}` };
    const { performPrompt: done } = await known(servers[charges % 2 === 0 ? 0 : 1], performPrompt, { input });
    expect(done.__typename).toBe('PerformedAction');
  };
  const isLimited = async () => (await state()).autoTopUp?.state === 'LIMIT_REACHED';
  while (!(await isLimited())) {
    const attempts = intents.size;
    await Promise.all(Array.from({ length: CHARGES }, charge));
    await until(async () => {
      await charge(); // arms the top-up again if the others were charged during an attempt
      return intents.size > attempts || isLimited();
    });
  }
  expect(await state()).toMatchObject({
    autoTopUp: { spentThisMonth: { text: '$3.00' }, monthlyLimit: { text: '$3.50' } },
  });
  expect(intents.size - before).toBe(3);
}, 120_000);
