import { createSchema } from '../../../src/graphql/schema.ts'; // first: the decorators of the others need what it loads
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { collectGarbage } from '../../support/collect-garbage.ts';
import { GraphqlClient } from '../../support/graphql-client.ts';
import { computedMs, watchTurns } from '../../support/longest-turn.ts';
import { type Attacked, expectUnharmed, startAttacked } from './bystander.ts';
import { BareSocket } from './bare-socket.ts';
import { climb } from './climb.ts';
import { times } from './documents.ts';
import { fillWorkspace } from './large-workspace.ts';
import { randomAttack } from './random-attack.ts';

/** Nobody else may wait longer, whatever one document asks for. */
const OTHERS_WAIT_MAX_MS = 250;

/** For one document; beyond it, its fields cost more than they are priced. A field that is read takes 10 µs. */
const COMPUTED_MAX_MS = 2_500;

/** That the generator tries. */
const DOCUMENTS = Number(process.env['DOCUMENTS'] ?? 25);

const LINE_BREAKS = '\n'.repeat(120_000);

let attacked: Attacked;
let attacker: GraphqlClient;
let socket: BareSocket;

beforeAll(async () => {
  attacked = await startAttacked();
  attacker = new GraphqlClient(attacked.studio.url, attacked.authorization.replace('Bearer ', ''));
  socket = await BareSocket.letIn(attacked.studio.url, attacked.authorization);
});
afterAll(async () => {
  await socket.leave();
  await attacked.close();
});

/** The lowest cost of several tries is used, because garbage collection makes single tries dearer. */
const TRIES = 5;

interface Cost<Result> {
  readonly result: Result;
  /** The longest stretch of computing in which the process served nobody. */
  readonly heldMs: number;
  /** All computing. */
  readonly spentMs: number;
}

/** The result of the attack and its lowest cost in a few tries, each with another document so that none comes from a cache. */
async function costOf<Result>(attack: (remark: string) => Promise<Result>): Promise<Cost<Result>> {
  let [heldMs, spentMs] = [Infinity, Infinity];
  for (let attempt = 1; ; attempt += 1) {
    collectGarbage(); // otherwise collecting the garbage of earlier tries counts as cost: up to 230 ms
    const [longestTurn, before] = [watchTurns(), computedMs()];
    const result = await attack(`# ${attempt}`);
    spentMs = Math.min(spentMs, computedMs() - before);
    heldMs = Math.min(heldMs, await longestTurn());
    const isCheap = heldMs < OTHERS_WAIT_MAX_MS && spentMs < COMPUTED_MAX_MS;
    if (isCheap || attempt === TRIES) return { result, heldMs, spentMs };
  }
}

/** The same while somebody works beside it. */
const held = <Result>(attack: (remark: string) => Promise<Result>) =>
  costOf((remark) => attacked.beside(() => attack(remark)));

describe('many errors behind many line breaks delay no other request', () => {
  const UNKNOWN_FIELDS = `{${LINE_BREAKS}${times(900, (i) => `nonsense${i}`)}}`;

  test('of fields that do not exist, over HTTP and WebSocket alike', async () => {
    const { result, heldMs } = await held(async (remark) => {
      const { errors } = await attacker.ask(UNKNOWN_FIELDS + remark);
      socket.subscribe('1', UNKNOWN_FIELDS + remark, {});
      return { errors, overSocket: (await socket.hear('error')).payload };
    });
    expect(result.errors?.[0]).toMatchObject({ locations: [{ line: 120_001, column: 1 }] });
    expect(result.overSocket).toEqual(result.errors);
    expect(heldMs).toBeLessThan(OTHERS_WAIT_MAX_MS);
  });

  test('of resolvers', async () => {
    const query = `{ project(id: "nonsense") { id } ${LINE_BREAKS} ${times(48, (i) => `a${i}: project(id: "no") { id }`)} }`;
    const { result, heldMs } = await held((remark) => attacker.ask(query + remark));
    expect(result.errors).toHaveLength(49);
    expect(result.errors?.at(-1)).toMatchObject({ path: ['a47'], locations: [{ line: 120_001 }] });
    expect(heldMs).toBeLessThan(OTHERS_WAIT_MAX_MS);
  });
});

describe('the most expensive documents delay no other request', () => {
  let projectId: string;
  beforeAll(async () => {
    const client = await attacked.studio.client();
    ({ projectId } = await fillWorkspace(attacked.studio, client, { grants: 250, charges: 100 }));
  });

  const ofProject = (fields: string) => `{ project(id: "${projectId}") { ${fields} } }`;
  const ofProjects = (fields: string) => `{ projects(first: 200) { nodes { ${fields} } } }`;
  const HOURS = 'from: "2026-01-01T00:00:00Z", to: "2026-03-24T00:00:00Z", interval: HOUR';
  const kinds = (count: number) => `quote(kinds: [${times(count, () => 'PROMPT')}]) { credits }`;

  test.each<[string, () => string]>([
    [
      'usage by the hour, 12 times',
      () => ofProject(times(12, (i) => `a${i}: usage(${HOURS}, timeZone: "Asia/Kolkata") { buckets { start } }`)),
    ],
    ['usage by the hour with its balances', () => ofProject(`usage(${HOURS}) { buckets { start balanceAfter } }`)],
    ['usage by the hour of 16 projects', () => `{ projects(first: 16) { nodes { usage(${HOURS}) { actions } } } }`],
    [
      'all grants, 49 times',
      () => ofProject(times(49, (i) => `a${i}: grants(includeSpent: true) { id project { name } note createdAt }`)),
    ],
    [
      'the balance of 200 projects at 49 instants',
      () => ofProjects(times(49, (i) => `a${i}: balanceAt(time: "2026-01-01T00:00:${String(i).padStart(2, '0')}Z")`)),
    ],
    [
      '15 lists of 200 projects',
      () => ofProjects(times(15, (i) => `a${i}: transactions(first: ${20 + i}) { nodes { id } }`)),
    ],
    ['files for 200 projects, 20 times', () => ofProjects(times(20, (i) => `a${i}: transactionsCsv { url }`))],
    ['lists of values for 200 projects', () => ofProjects(kinds(240))],
  ])('%s', async (_what, query) => {
    const { result, heldMs } = await held((remark) => attacker.ask(query() + remark));
    expect(result.errors).toBeUndefined();
    expect(heldMs).toBeLessThan(OTHERS_WAIT_MAX_MS);
  });

  test('the dearest that a generator finds', async () => {
    const schema = await createSchema();
    const tried = await climb({ seed: Number(process.env['SEED'] ?? 1), count: DOCUMENTS }, async (numbers) => {
      const query = randomAttack(schema, projectId, numbers);
      const { result, heldMs, spentMs } = await costOf((remark) => attacker.ask(query + remark));
      const { status, errors } = result;
      if (status === 400) {
        expect(errors?.[0]?.extensions['limit']).toBeDefined(); // it makes nothing else that is refused
        return null;
      }
      const [isCheap, isShort] = [spentMs < COMPUTED_MAX_MS, heldMs < OTHERS_WAIT_MAX_MS];
      expect({ query, errors, isCheap, isShort }).toEqual({ query, errors: undefined, isCheap: true, isShort: true });
      return spentMs;
    });
    expect(tried).toBe(DOCUMENTS);
  });

  test.each<[string, () => string]>([
    ['usage by the hour of 200 projects', () => ofProjects(`usage(${HOURS}) { actions }`)],
    [
      '20 lists of 200 projects',
      () => ofProjects(times(20, (i) => `a${i}: transactions(first: ${20 + i}) { nodes { id } }`)),
    ],
    ['long lists of values for 200 projects', () => ofProjects(kinds(1_000))],
  ])('more is refused: %s', async (_what, query) => {
    const { status, errors } = await attacker.ask(query());
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions['limit']).toMatchObject({ name: 'LIMIT_COST', max: 100_000 });
  });
});

describe('without a credential', () => {
  const nobody = () => new GraphqlClient(attacked.studio.url, null);

  test('a long document is refused before it is read', async () => {
    const { status, errors } = await nobody().ask(`{ ${LINE_BREAKS} nonsense }`);
    expect(status).toBe(401);
    expect(errors).toEqual([
      {
        message: expect.stringContaining('LIMIT_ANONYMOUS_BYTES, 16384'),
        extensions: { code: 'UNAUTHENTICATED', limit: { name: 'LIMIT_ANONYMOUS_BYTES', max: 16_384 } },
      },
    ]);
  });

  test('a short one is refused because its fields need a credential', async () => {
    expect(await nobody().codeOf('{ viewer { name } }')).toBe('UNAUTHENTICATED');
  });
});

test('the server is unharmed by all of this', () => expectUnharmed(attacked));
