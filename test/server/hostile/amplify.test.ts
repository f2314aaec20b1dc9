import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphqlClient } from '../../support/graphql-client.ts';
import { watchTurns } from '../../support/longest-turn.ts';
import { type Attacked, expectUnharmed, startAttacked } from './bystander.ts';
import { BareSocket } from './bare-socket.ts';
import { times } from './documents.ts';

/** Nobody else may wait longer, whatever one document asks for. */
const OTHERS_WAIT_MAX_MS = 250;

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

/** What comes of the attack, and for how long the process has served nobody meanwhile. */
async function held<Result>(attack: () => Promise<Result>): Promise<{ result: Result; heldMs: number }> {
  const longestTurn = watchTurns();
  const result = await attacked.beside(attack);
  return { result, heldMs: await longestTurn() };
}

describe('many errors behind many line breaks hold nobody up', () => {
  const UNKNOWN_FIELDS = `{${LINE_BREAKS}${times(900, (i) => `nonsense${i}`)}}`;

  test('of fields that do not exist, over HTTP and WebSocket alike', async () => {
    const { result, heldMs } = await held(async () => {
      const { errors } = await attacker.ask(UNKNOWN_FIELDS);
      socket.subscribe('1', UNKNOWN_FIELDS, {});
      return { errors, overSocket: (await socket.hear('error')).payload };
    });
    expect(result.errors?.[0]).toMatchObject({ locations: [{ line: 120_001, column: 1 }] });
    expect(result.overSocket).toEqual(result.errors);
    expect(heldMs).toBeLessThan(OTHERS_WAIT_MAX_MS);
  });

  test('of resolvers', async () => {
    const query = `{ project(id: "nonsense") { id } ${LINE_BREAKS} ${times(48, (i) => `a${i}: project(id: "no") { id }`)} }`;
    const { result, heldMs } = await held(() => attacker.ask(query));
    expect(result.errors).toHaveLength(49);
    expect(result.errors?.at(-1)).toMatchObject({ path: ['a47'], locations: [{ line: 120_001 }] });
    expect(heldMs).toBeLessThan(OTHERS_WAIT_MAX_MS);
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

  test('a short one is told what its fields need', async () => {
    expect(await nobody().codeOf('{ viewer { name } }')).toBe('UNAUTHENTICATED');
  });
});

test('after all of this nobody has been harmed', () => expectUnharmed(attacked));
