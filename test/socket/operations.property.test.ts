import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Duplex } from 'node:stream';
import { BareSocket } from '../server/hostile/bare-socket.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { grantCredits } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

const MAX = 4;
const IDS = ['a', 'b', 'c'] as const;

let studio: Studio;
let client: GraphqlClient;
let projects: readonly string[];

beforeAll(async () => {
  studio = await startStudio({ workers: 0, variables: { LIMIT_SUBSCRIPTIONS_PER_SOCKET: String(MAX) } });
  client = await studio.client();
  projects = [await studio.newProject(client, 1), await studio.newProject(client, 1)];
});
afterAll(() => studio.stop());

const WATCH = 'subscription ($id: ID!) { balanceChanged(projectId: $id) { projectId sequence } }';
const NOT_THERE = 'prj_00000000000000000000000000';

/** `project` 0 and 1 are watched; 2 is refused after a look into the database; 3 is a query. */
type Step =
  | { readonly kind: 'subscribe'; readonly id: string; readonly project: number }
  | { readonly kind: 'complete'; readonly id: string };

const id = fc.constantFrom(...IDS);
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('subscribe' as const), id, project: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant('complete' as const), id }),
);

/** What a client may say: an id is used again only after it has been completed. Each list is one burst. */
const bursts = fc
  .array(fc.array(steps, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 })
  .map((generated) => {
    const used = new Set<string>();
    return generated.map((burst) =>
      burst.filter(({ kind, id: name }) => {
        if (kind === 'complete') return used.delete(name);
        return !used.has(name) && used.add(name);
      }),
    );
  });

interface Heard {
  readonly type: string;
  readonly id?: string;
  readonly payload?: { readonly data?: { readonly balanceChanged?: { projectId: string; sequence: number } } };
}

/** All steps of a burst arrive in one piece. */
function say(socket: BareSocket, burst: readonly Step[]): void {
  const connection = (socket.socket as unknown as { _socket: Duplex })._socket; // ws's own: where it writes its frames
  connection.cork();
  for (const step of burst) {
    if (step.kind === 'complete') socket.say({ type: 'complete', id: step.id });
    else if (step.project === 3) socket.subscribe(step.id, '{ viewer { name } }');
    else socket.subscribe(step.id, WATCH, { id: projects[step.project] ?? NOT_THERE });
  }
  connection.uncork();
}

async function grantEach(): Promise<number> {
  let sequence = 0;
  for (const projectId of projects) {
    const input = { projectId, idempotencyKey: crypto.randomUUID(), credits: 1 };
    const { grantCredits: granted } = await client.send(grantCredits, { input });
    if (granted.__typename !== 'GrantedCredits') throw new Error(granted.__typename);
    sequence = granted.transaction.sequence;
  }
  return sequence;
}

test('whatever is subscribed and completed in one burst, an id has at most its last subscription, and complete ends it', async () => {
  await fc.assert(
    fc.asyncProperty(bursts, async (all) => {
      const socket = await BareSocket.letIn(studio.url, client.authorization);
      const heard: Heard[] = [];
      socket.socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as Heard));
      const live = new Map<string, string>();
      for (const [number, burst] of all.entries()) {
        say(socket, burst);
        for (const step of burst) {
          live.delete(step.id);
          const projectId = step.kind === 'subscribe' ? projects[step.project] : undefined;
          if (projectId !== undefined) live.set(step.id, projectId);
        }
        if (number % 2 === 0) await answered(socket, `burst ${number}`); // the next burst finds some of them under way
      }
      // Whatever was completed has ended before the last of the operations that wait for it has begun.
      const toldTo = (sequence: number) =>
        heard.flatMap(({ id: name, payload }) => {
          const change = payload?.data?.balanceChanged;
          return change?.sequence === sequence && name !== undefined ? [[name, change.projectId]] : [];
        });
      const sorted = (list: readonly (readonly string[])[]) => list.map((each) => each.join(' ')).toSorted();
      let sequence = await grantEach();
      while (new Set(toldTo(sequence).map(([name]) => name)).size < live.size) sequence = await grantEach();
      sequence = await grantEach();
      await answered(socket, 'after the grant');
      expect(sorted(toldTo(sequence))).toEqual(sorted([...live]));
      for (const name of IDS) socket.say({ type: 'complete', id: name });
      await answered(socket, 'after complete');
      sequence = await grantEach();
      await answered(socket, 'after the end');
      expect(toldTo(sequence)).toEqual([]);
      await socket.leave();
    }),
    { numRuns: 40 },
  );
});

/** Resolves once the answer to a query that is sent now has been heard: what was sent to the socket before it has been, too. */
async function answered(socket: BareSocket, name: string): Promise<void> {
  socket.subscribe(name, '{ __typename }');
  let message = await socket.hear('next', 'error');
  while (message.id !== name) message = await socket.hear('next', 'error');
}

test('600 subscriptions of one burst, each completed at once, leave no more than the limit allows', async () => {
  const socket = await BareSocket.letIn(studio.url, client.authorization);
  const heard: Heard[] = [];
  socket.socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as Heard));
  for (let each = 0; each < 600; each += 1) {
    say(socket, [
      { kind: 'subscribe', id: 'a', project: 0 },
      { kind: 'complete', id: 'a' },
    ]);
  }
  say(socket, [{ kind: 'subscribe', id: 'a', project: 1 }]);
  let message = (await socket.hear('next')) as Heard;
  while (message.payload?.data?.balanceChanged?.projectId !== projects[1])
    message = (await socket.hear('next')) as Heard;
  const sequence = await grantEach();
  await answered(socket, 'after the grant');
  const told = heard.filter(({ payload }) => payload?.data?.balanceChanged?.sequence === sequence);
  expect(told.map(({ payload }) => payload?.data?.balanceChanged?.projectId)).toEqual([projects[1]]);
  await socket.leave();
});
