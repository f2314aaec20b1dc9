import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { auditLog, createAccessToken, createApiKey, revokeApiKey } from '../support/access-operations.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { IdentityProvider } from '../support/identity-provider.ts';
import { mailAlerts, setApiKeyEmail, setMailAlerts } from '../support/mail-operations.ts';
import { MailServer } from '../support/mail-server.ts';
import { grantCredits, performPrompt } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { DAY_MS } from '../../src/instant.ts';

const EVERY_ALERT = ['BALANCE_LOW', 'BALANCE_DEPLETED', 'AUTO_TOP_UP_FAILED', 'KEY_ENDING'];

let offsetMs = 0;
let provider: IdentityProvider;
let server: MailServer;
let studio: Studio;
let admin: GraphqlClient;
const clients: GraphqlClient[] = [];

beforeAll(async () => {
  provider = await IdentityProvider.start();
  server = await MailServer.open();
  const variables = {
    SMTP_URL: server.url,
    MAIL_FROM: 'Studio <studio@example.com>',
    ...provider.variables,
    OIDC_PROJECTS_CLAIM: 'projects',
  };
  studio = await startStudio({ variables, clock: () => Date.now() + offsetMs });
  await studio.client(); // tokens of the provider belong to the first workspace
});
beforeEach(async () => {
  admin = await studio.client('ADMIN', await studio.newWorkspace());
});
afterEach(async () => {
  offsetMs = 0;
  server.refusal = null;
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await studio.app.database.prisma.mailRecipient.deleteMany(); // nobody is told of the next test
  server.received.length = 0;
});
afterAll(async () => {
  await studio.stop();
  await server.close();
  await provider.stop();
});

interface Holder {
  readonly id: string;
  readonly client: GraphqlClient;
}

async function holder(name: string, email: string | null, more: object = {}): Promise<Holder> {
  const input = { name, role: 'EDITOR' as const, ...more };
  const { createApiKey: made } = await admin.send(createApiKey, { input });
  if (email !== null) await admin.send(setApiKeyEmail, { id: made.apiKey.id, email });
  return { id: made.apiKey.id, client: clientOf(made.secret) };
}

function clientOf(credential: string): GraphqlClient {
  const client = new GraphqlClient(studio.url, credential);
  clients.push(client);
  return client;
}

async function lowProject(by = admin): Promise<string> {
  const projectId = await studio.newProject(by, 12);
  await studio.app.database.prisma.project.updateMany({ data: { lowBalanceThreshold: 10 } });
  return projectId;
}

async function prompt(projectId: string, by = admin): Promise<string> {
  const input = { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' };
  return (await by.send(performPrompt, { input })).performPrompt.__typename;
}

/** Whatever was written down has been sent or given up. */
async function quiet(): Promise<void> {
  await until(async () => (await studio.app.database.prisma.mail.count({ where: { status: 'PENDING' } })) === 0);
}

/** The server was asked, and the one mail waits for its next try: by its lease it would wait for longer. */
async function isPutOff(triesBefore: number): Promise<void> {
  const { mail } = studio.app.database.prisma;
  const nextAttemptAt = { lt: new Date(Date.now() + 100_000) };
  await until(
    async () =>
      server.tries > triesBefore &&
      (await mail.count({ where: { status: 'PENDING', attempts: 1, nextAttemptAt } })) === 1,
  );
}

test('the holder of a key is told once that a balance is low, and once that an action was refused', async () => {
  await holder('Maria', 'maria@example.com');
  const projectId = await lowProject();
  expect(await prompt(projectId)).toBe('PerformedAction'); // 7 are left
  await admin.send(grantCredits, { input: { projectId, idempotencyKey: 'up', credits: 5 } });
  expect(await prompt(projectId)).toBe('PerformedAction'); // low once more, within the hour
  expect(await prompt(projectId)).toBe('PerformedAction');
  for (let times = 0; times < 3; times += 1) expect(await prompt(projectId)).toBe('InsufficientCreditsError');
  await quiet();
  expect(server.received.map(({ to, headers }) => [to, headers['subject']])).toEqual([
    [['maria@example.com'], 'Necklace spring: 7 credits left'],
    [['maria@example.com'], 'Necklace spring: an action was refused, 2 credits left'],
  ]);
  const [low] = server.received;
  expect(low?.headers).toMatchObject({ from: 'Studio <studio@example.com>', 'auto-submitted': 'auto-generated' });
  expect(low?.text.trim()).toBe(
    [
      'The balance of the project "Necklace spring" fell to 7 credits. You are told at 10 credits or fewer.',
      `See what they were spent on, or add some:\n${studio.url}/projects/${projectId}/credits`,
      `--\nYou are told because of your alerts. Choose others, or none:\n${studio.url}/docs/access/email-alerts`,
    ].join('\n\n'),
  );
});

test('no mail goes to recipients who opted out, have no address, have expired or lack access to the project', async () => {
  const projectId = await lowProject();
  const other = await lowProject();
  const off = await holder('Off', 'off@example.com');
  await off.client.send(setMailAlerts, { alerts: ['KEY_ENDING'] });
  await holder('Silent', null);
  await holder('Elsewhere', 'elsewhere@example.com', { projectIds: [other] });
  const gone = await holder('Gone', 'gone@example.com');
  await admin.send(revokeApiKey, { id: gone.id });
  const removed = await holder('Removed', 'removed@example.com');
  await admin.send(setApiKeyEmail, { id: removed.id, email: null });
  await holder('Inside', 'inside@example.com', { projectIds: [projectId] });
  await prompt(projectId);
  await quiet();
  expect(server.received.map(({ to }) => to)).toEqual([['inside@example.com']]);
});

test('a mail that waited is not sent to who has switched it off meanwhile', async () => {
  const maria = await holder('Maria', 'maria@example.com');
  server.refusal = 451;
  const before = server.tries;
  await prompt(await lowProject());
  await isPutOff(before);
  await maria.client.send(setMailAlerts, { alerts: [] });
  server.refusal = null;
  offsetMs = 61_000;
  await quiet();
  expect(server.received).toEqual([]);
});

test('a mail that the server does not take now is sent a minute later under its id; one that it never takes is given up', async () => {
  await holder('Maria', 'maria@example.com');
  server.refusal = 451;
  const before = server.tries;
  await prompt(await lowProject());
  await isPutOff(before);
  server.refusal = null;
  offsetMs = 61_000;
  const sent = await until(() => server.received[0] ?? null);
  expect(sent.headers['message-id']).toMatch(/^<[0-9a-f-]{36}@example\.com>$/);
  await quiet();
  server.refusal = 550;
  await prompt(await lowProject());
  await quiet();
  expect(server.tries).toBe(before + 3);
  expect(server.received).toHaveLength(1);
});

test('a key that ends within seven days is told to its holder and to who manages keys, once', async () => {
  const expiresAt = new Date(Date.now() + 8 * DAY_MS).toISOString();
  await holder('Ending', 'ending@example.com', { expiresAt });
  await holder('Manager', 'manager@example.com', { role: 'ADMIN' });
  await holder('Editor', 'editor@example.com');
  const soon = new Date(Date.now() + DAY_MS).toISOString();
  await holder('Short', 'short@example.com', { expiresAt: soon });
  await studio.app.mail.tellEndingKeys();
  await quiet();
  expect(server.received).toEqual([]);
  offsetMs = 2 * DAY_MS;
  for (let times = 0; times < 2; times += 1) await studio.app.mail.tellEndingKeys();
  await quiet();
  expect(new Set(server.received.map(({ to }) => to[0]))).toEqual(
    new Set(['ending@example.com', 'manager@example.com']),
  );
  expect(server.received).toHaveLength(2);
  expect(server.received[0]?.headers['subject']).toMatch(/^The key Ending ends on /);
});

test('a person of the provider is told at the address of the token, for thirty days after the last one', async () => {
  const owner = await studio.client('ADMIN');
  const projectId = await lowProject(owner);
  const hidden = await lowProject(owner);
  const claims = { sub: 'maria', role: 'EDITOR', projects: [projectId], email: 'maria@example.com' };
  const maria = clientOf(await provider.sign(claims));
  expect((await maria.send(mailAlerts, {})).viewer.mailAlerts).toEqual({
    isAvailable: true,
    address: 'maria@example.com',
    alerts: [],
  });
  await maria.send(setMailAlerts, { alerts: ['BALANCE_LOW'] });
  const moved = clientOf(await provider.sign({ ...claims, email: 'maria@new.example.com' }));
  await moved.send(mailAlerts, {});
  await prompt(projectId, owner);
  await prompt(hidden, owner);
  await quiet();
  expect(server.received.map(({ to }) => to)).toEqual([['maria@new.example.com']]);
  offsetMs = 31 * DAY_MS;
  await prompt(await lowProject(owner), owner);
  await quiet();
  expect(server.received).toHaveLength(1);
  offsetMs = 0;
  const unchecked = clientOf(await provider.sign({ ...claims, sub: 'paul', email_verified: false }));
  expect((await unchecked.ask(setMailAlerts, { alerts: ['BALANCE_LOW'] })).errors?.[0]?.message).toContain(
    'no claim email',
  );
});

test('a first address brings every alert, and each change of it is in the audit log', async () => {
  const maria = await holder('Maria', 'maria@example.com');
  const told = async () => (await maria.client.send(mailAlerts, {})).viewer.mailAlerts;
  expect(await told()).toEqual({ isAvailable: true, address: 'maria@example.com', alerts: EVERY_ALERT });
  await maria.client.send(setMailAlerts, { alerts: ['KEY_ENDING'] });
  await admin.send(setApiKeyEmail, { id: maria.id, email: 'm@example.com' });
  expect(await told()).toMatchObject({ address: 'm@example.com', alerts: ['KEY_ENDING'] });
  const { nodes } = (await admin.send(auditLog, { first: 1 })).auditLog;
  expect(nodes).toMatchObject([
    {
      act: 'API_KEY_EMAIL_SET',
      subjectId: maria.id,
      changes: [{ field: 'email', before: 'maria@example.com', after: 'm@example.com' }],
    },
  ]);
  const strangers = await studio.client('ADMIN', await studio.newWorkspace());
  const stolen = await strangers.ask(setApiKeyEmail, { id: maria.id, email: 'thief@example.com' });
  expect(stolen.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

test('an address is one mailbox, and a user of another server has none', async () => {
  const { id, client } = await holder('Maria', null);
  for (const email of [
    'maria',
    'a@b.example, c@d.example',
    'Maria <maria@example.com>',
    'm@example.com\nBcc: x@example.com',
  ]) {
    expect((await admin.ask(setApiKeyEmail, { id, email })).errors?.[0]?.message).toContain(
      'must be an e-mail address',
    );
  }
  const unknown = await client.ask(setMailAlerts, { alerts: ['BALANCE_LOW'] });
  expect(unknown.errors?.[0]?.message).toContain('an ADMIN sets that of this key');
  const input = { subject: 'user 7', role: 'VIEWER' as const, projectIds: [await lowProject()] };
  const user = clientOf((await admin.send(createAccessToken, { input })).createAccessToken.token);
  expect((await user.ask(setMailAlerts, { alerts: ['KEY_ENDING'] })).errors?.[0]?.message).toContain(
    'notifies its own users',
  );
});
