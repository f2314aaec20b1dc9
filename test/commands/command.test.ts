import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { IdentityProvider } from '../support/identity-provider.ts';
import { FakeStripe } from '../support/fake-stripe.ts';
import { typeId } from '../../src/graphql/ids/type-id.ts';
import type { ApiKeyId, WorkspaceId } from '../../src/ids.ts';
import { programVersion } from '../../src/program-version.ts';
import { StartError } from '../../src/start-error.ts';
import { openClient } from '../../src/database/open-client.ts';
import { darkroom, type Ran } from '../support/command.ts';
import { graphql } from '../support/generated/index.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { startStudio, type Studio } from '../support/studio.ts';

const whoAmI = graphql(`
  query WhoRunsTheCommand {
    viewer {
      name
      role
    }
    projects {
      nodes {
        id
      }
    }
  }
`);

let studio: Studio;
let admin: GraphqlClient;
let variables: Readonly<Record<string, string>>;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  admin = await studio.client();
  variables = { DATABASE_URL: studio.databaseUrl, DATA_DIR: studio.dataFolder };
});
afterAll(() => studio.stop());

const run = (...args: string[]): Promise<Ran> => darkroom(args, variables);

test('help and the version end with 0 and need no valid configuration, a wrong command line ends with 2', async () => {
  const broken = { PORT: 'http' };
  const help = await darkroom(['--help'], broken);
  expect(help.code).toBe(0);
  for (const name of ['start', 'worker', 'migrate', 'doctor', 'check', 'keys', 'purchases', 'engines', 'storage'])
    expect(help.lines.join('\n')).toMatch(new RegExp(`^  ${name} `, 'm'));
  expect(await darkroom(['--version'], broken)).toMatchObject({ code: 0, lines: [programVersion()] });
  expect(await darkroom(['serve'], broken)).toMatchObject({ code: 2, errors: "error: unknown command 'serve'\n" });
  expect(await darkroom(['start', 'now'], broken)).toMatchObject({ code: 2 });
  expect(await darkroom(['purchases', 'reconcile', '366'], broken)).toMatchObject({
    code: 2,
    errors: expect.stringContaining('It must be a whole number from 1 to 365.'),
  });
  await expect(darkroom(['check'], broken)).rejects.toThrow('PORT must be a whole number from 0 to 65535');
});

test('a key that the command creates works for what it was created for, until the command revokes it', async () => {
  const projectId = await studio.newProject(admin, 5);
  await studio.newProject(admin, 5);
  const terms = [
    '--role',
    'EDITOR',
    '--project',
    projectId,
    '--cap',
    '50',
    '--per',
    'MONTH',
    '--expires',
    '2999-01-31',
  ];
  const { code, json } = await run('keys', 'create', 'till', ...terms, '--json');
  expect(code).toBe(0);
  const { secret, key } = json as { secret: string; key: { id: string } }; // as the next lines find
  expect(key).toMatchObject({
    name: 'till',
    role: 'EDITOR',
    projectIds: [projectId],
    creditCap: { credits: 50, per: 'MONTH' },
    expiresAt: '2999-01-31T00:00:00.000Z',
    revokedAt: null,
  });
  const client = new GraphqlClient(studio.url, secret);
  expect(await client.send(whoAmI, {})).toEqual({
    viewer: { name: 'till', role: 'EDITOR' },
    projects: { nodes: [{ id: projectId }] },
  });
  await expect(run('keys', 'create', 'Till', '--role', 'ADMIN')).rejects.toThrow('name must be unused');
  expect((await run('keys', 'list')).lines).toContainEqual(expect.stringMatching(`^${key.id} +till +EDITOR +1 `));

  expect(await run('keys', 'revoke', key.id)).toMatchObject({ code: 0, lines: [`Key ${key.id} "till" is revoked.`] });
  expect((await run('keys', 'list')).lines.join('\n')).not.toContain(key.id);
  expect((await run('keys', 'list', '--revoked', '--json')).json).toMatchObject({
    keys: expect.arrayContaining([expect.objectContaining({ id: key.id, revokedAt: expect.any(String) })]),
  });
  await client.close();
});

test('a key is not created or revoked where it would do harm: a foreign project, the last ADMIN key, no such key', async () => {
  const foreign = await studio.newProject(await studio.client('ADMIN', await studio.newWorkspace()), 5);
  const several = ['keys', 'create', 'x', '--role', 'VIEWER'];
  await expect(run(...several)).rejects.toThrow('there are several workspaces: name one by --workspace wsp_…');
  const database = await openClient(studio.databaseUrl);
  const { rows } = await database.query<{ id: WorkspaceId }>('select id from workspaces order by id limit 1');
  await database.end();
  const workspace = ['--workspace', typeId('wsp', rows[0]?.id as WorkspaceId)]; // the studio has made one
  await expect(run(...several, ...workspace, '--project', foreign)).rejects.toThrow(
    '--project names no project of this workspace',
  );
  const keys = (await run('keys', 'list', ...workspace, '--json')).json as { keys: { id: string }[] }; // see above
  const revoking = Promise.allSettled(keys.keys.map(({ id }) => run('keys', 'revoke', id, ...workspace)));
  expect((await revoking).filter(({ status }) => status === 'rejected')).toEqual([
    {
      status: 'rejected',
      reason: new StartError(
        'this is the last ADMIN key for every project that does not expire: create another such key first',
      ),
    },
  ]);
  await expect(run('keys', 'revoke', typeId('key', randomUUID() as ApiKeyId), ...workspace)).rejects.toThrow(
    'there is no key key_',
  );
  expect(await run('keys', 'revoke', 'prj_x')).toMatchObject({ code: 2 });
});

test('migrate says that nothing is missing, and --status names what is, with exit code 1', async () => {
  expect(await run('migrate')).toMatchObject({
    code: 0,
    lines: ['The database is current: no migration is missing.'],
  });
  const database = await openClient(studio.databaseUrl);
  const forget = `delete from _prisma_migrations where migration_name = (select max(migration_name) from _prisma_migrations) returning *`;
  const { rows } = await database.query<{ migration_name: string }>(forget);
  expect(await run('migrate', '--status', '--json')).toMatchObject({
    code: 1,
    json: { missing: [rows[0]?.migration_name] },
  });
  await database.query(
    `insert into _prisma_migrations select * from json_populate_record(null::_prisma_migrations, $1)`,
    [JSON.stringify(rows[0])],
  );
  expect(await run('migrate', '--status')).toMatchObject({ code: 0 });
  await database.end();
});

test('the doctor reports each part as ok, Stripe and the OpenID provider included, and as problems the settings with which a crash loses data', async () => {
  const stripe = await FakeStripe.open();
  const provider = await IdentityProvider.start();
  const oidc = { ...provider.variables, OIDC_CLIENT_ID: 'page' };
  const { code, json } = await darkroom(['doctor', '--json'], { ...variables, ...stripe.variables, ...oidc });
  await provider.stop();
  await stripe.close();
  const { findings } = json as { findings: { area: string; level: string; message: string }[] }; // as the next lines find
  expect(findings.filter(({ level }) => level === 'problem').map(({ message }) => message)).toEqual([
    'fsync is off: a crash of the machine loses or corrupts the ledger; set it on',
    'full_page_writes is off: a crash of the machine can corrupt the ledger; set it on',
    'synchronous_commit is off: a crash loses charges that were acknowledged; set it on for this database',
  ]);
  expect(code).toBe(1);
  for (const [area, message] of [
    ['configuration', /^every variable can be taken$/],
    ['database', /^PostgreSQL \d+\.\d+/],
    ['database', /^no migration is missing$/],
    ['clock', /^differs from the database's by \d+ ms$/],
    ['storage', /pictures can be written, [\d.]+ GiB free$/],
    ['engine', /^builtin; builtin is a preview/],
    ['Stripe', /^answers/],
    ['OpenID', /^answers; register \/sign-in\/callback there as redirect URI of page$/],
  ] as const)
    expect(findings).toContainEqual({ area, level: 'ok', message: expect.stringMatching(message) });
});

test('the doctor reports what is wrong with each part, continues with the next, and exits with code 1', async () => {
  const wrong = { DATABASE_URL: 'postgresql://nobody:hunter2@127.0.0.1:1/x', DATA_DIR: '/proc/1/nowhere' };
  const stripe = { STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x', STRIPE_URL: 'http://127.0.0.1:1' };
  const oidc = { OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_AUDIENCE: 'darkroom' };
  const { code, lines } = await darkroom(['doctor'], { ...wrong, ...stripe, ...oidc });
  expect(code).toBe(1);
  expect(lines).toContainEqual(expect.stringMatching(/^problem {2}database +the database cannot be reached: /));
  expect(lines).toContainEqual(expect.stringMatching(/^problem {2}storage +pictures cannot be stored: .*DATA_DIR/));
  expect(lines).toContainEqual(expect.stringMatching(/^problem {2}Stripe +.*STRIPE_SECRET_KEY$/));
  expect(lines).toContainEqual(expect.stringMatching(/^problem {2}OpenID +nobody is let in by .*OIDC_ISSUER$/));
  expect(lines.join('\n')).not.toContain('hunter2');
  expect(await darkroom(['doctor'], { PORT: 'http' })).toMatchObject({
    code: 1,
    lines: ['problem  configuration  PORT must be a whole number from 0 to 65535'],
  });
});

test('the doctor finds a server that takes no writes', async () => {
  const database = await openClient(studio.databaseUrl);
  const name = new URL(studio.databaseUrl).pathname.slice(1);
  await database.query(`alter database "${name}" set default_transaction_read_only = on`);
  const { code, lines } = await run('doctor');
  await database.query('begin read write');
  await database.query(`alter database "${name}" reset all`);
  await database.query('commit');
  await database.end();
  expect(code).toBe(1);
  expect(lines.join('\n')).toContain('the server takes no writes: let DATABASE_URL lead to the primary');
});

test('pictures move only where both storages are named, and a bucket that refuses is told by the doctor', async () => {
  await expect(run('storage', 'move')).rejects.toThrow('set STORAGE_PREVIOUS to where the pictures are');
  const unreachable = { STORAGE: 's3://pictures', S3_ENDPOINT: 'http://127.0.0.1:1', AWS_ACCESS_KEY_ID: 'id' };
  const { code, lines } = await darkroom(['doctor'], {
    ...variables,
    ...unreachable,
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
  expect(code).toBe(1);
  expect(lines).toContainEqual(
    expect.stringMatching(/^problem {2}storage .*pictures cannot be stored: .*ECONNREFUSED/),
  );
});
