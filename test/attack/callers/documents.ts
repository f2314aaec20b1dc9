import { createProject } from '../../support/operations.ts';
import { GraphqlClient } from '../../support/graphql-client.ts';
import { times } from '../../server/hostile/documents.ts';
import { again, holding, type HostileCaller } from './hostile-caller.ts';

const LINE_BREAKS = '\n'.repeat(120_000);
const HOURS = 'from: "2026-01-01T00:00:00Z", to: "2026-03-24T00:00:00Z", interval: HOUR';

/** Documents whose answer costs as much as LIMIT_COST allows, or whose refusal has many positions to tell. */
export const dearDocuments: HostileCaller = async (target) => {
  const { client } = await target.newKey('VIEWER');
  for (let made = 0; made < 50; made += 1) await target.admin.send(createProject, { input: { name: 'Dear' } });
  const project = await target.newProject(1);
  const documents = [
    `{ ${LINE_BREAKS} ${times(900, (i) => `nonsense${i}`)} }`,
    `{ ${LINE_BREAKS} ${times(48, (i) => `a${i}: project(id: "no") { id }`)} }`,
    `{ project(id: "${project}") { usage(${HOURS}) { buckets { start } } } }`,
    `{ project(id: "${project}") { ${times(40, (i) => `a${i}: usage(${HOURS}) { buckets { start balanceAfter } }`)} } }`,
    `{ projects(first: 200) { nodes { usage(${HOURS}) { actions } } } }`,
    `{ projects(first: 50) { nodes { ${times(20, (i) => `a${i}: transactions(first: ${20 + i}) { nodes { id } }`)} } } }`,
    `{ projects(first: 200) { nodes { ${times(10, (i) => `a${i}: balanceAt(time: "2026-01-01T00:00:0${i}Z")`)} } } }`,
  ];
  let next = 0;
  return (signal) => again(signal, 200, () => client.ask(documents[(next += 1) % documents.length] ?? ''));
};

/** Long documents of somebody who has no credential. */
export const anonymousDocuments: HostileCaller = async (target) => {
  const nobody = new GraphqlClient(target.url, null);
  return (signal) => again(signal, 50, () => nobody.ask(`{ ${LINE_BREAKS} ${times(900, (i) => `nonsense${i}`)} }`));
};

/** Answers that are asked for in one go on one connection, and never read. */
export const unreadAnswers: HostileCaller = async (target) => {
  const { secret } = await target.newKey('VIEWER');
  const body = JSON.stringify({ query: '{ priceList { version prices { kind title description credits } } }' });
  const request = `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${secret}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  return (signal) =>
    again(signal, 5_000, () =>
      holding(target, signal, { count: 10, forMs: 10_000 }, (socket) => {
        socket.pause();
        socket.write(request.repeat(200));
      }),
    );
};

/** Bodies that come a byte at a time. */
export const drippedBodies: HostileCaller = async (target) => {
  return (signal) =>
    again(signal, 1_000, () =>
      holding(target, signal, { count: 50, forMs: 20_000 }, (socket) => {
        socket.resume();
        socket.write(
          'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n',
        );
        const drip = setInterval(() => socket.write('{'), 500);
        socket.on('close', () => clearInterval(drip));
      }),
    );
};
