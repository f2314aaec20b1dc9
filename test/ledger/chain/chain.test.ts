import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openClient } from '../../../src/database/open-client.ts';
import { typeId } from '../../../src/graphql/ids/type-id.ts';
import type { ProjectId } from '../../../src/ids.ts';
import { sealAll } from '../../../src/ledger/chain/chain-advancer.ts';
import { HeadSigner } from '../../../src/ledger/chain/head-signer.ts';
import { readPrivateKey } from '../../../src/ledger/chain/signing-keys.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { darkroom } from '../../support/command.ts';
import { applyAll, alone, LedgerWorld } from '../../support/ledger-world.ts';

let world: LedgerWorld;
let folder: string;

beforeAll(async () => {
  world = await LedgerWorld.open();
  folder = await mkdtemp(path.join(tmpdir(), 'darkroom-heads-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

/** A project with a grant and four charges: five lines. */
async function projectOfFiveLines(): Promise<ProjectId> {
  const id = await world.newProject();
  const charges = [5, 3, 3, 1].map((credits) => alone(world.charge(id, credits)));
  await applyAll(world.store(), [alone(world.grant(id, 100)), ...charges]);
  return id;
}

/** Does what only a superuser can: no trigger runs. */
async function tamper(statement: string, projectId: ProjectId): Promise<void> {
  const database = await openClient(world.url);
  try {
    await database.query('set session_replication_role = replica');
    await database.query(statement.replaceAll('$1', `'${projectId}'`));
  } finally {
    await database.end();
  }
}

async function problemsOf(projectId: ProjectId | null) {
  const { problems } = await world.checker().check({ workspaceId: null, projectId }, 0);
  return problems.map(({ code, sequence }) => [code, sequence]);
}

test.each([
  [
    'the actor of an old line',
    `update credit_transactions set actor = 'nobody' where project_id = $1 and sequence = 2`,
    2,
  ],
  [
    'the time of the first line',
    `update credit_transactions set created_at = created_at - interval '1 ms' where project_id = $1 and sequence = 1`,
    1,
  ],
  [
    'a pair of lines, exchanged',
    `update credit_transactions t set action_id = o.action_id, idempotency_key = o.idempotency_key || '.', hash = o.hash
      from credit_transactions o where t.project_id = $1 and o.project_id = $1 and t.sequence in (3, 4) and o.sequence = 7 - t.sequence`,
    3,
  ],
  [
    'the hash of a line',
    `update credit_transactions set hash = sha256(hash) where project_id = $1 and sequence = 3`,
    3,
  ],
  [
    'a line and its own hash',
    `update credit_transactions t set note = 'x', hash = sha256('x') where project_id = $1 and sequence = 2`,
    2,
  ],
  ['the end of the chain', 'update projects set chain_hash = sha256(chain_hash) where id = $1', 5],
])('a change of %s past the triggers breaks the chain', async (_what, statement, sequence) => {
  const projectId = await projectOfFiveLines();
  expect(await problemsOf(projectId)).toEqual([]);
  await tamper(statement, projectId);
  expect(await problemsOf(projectId)).toContainEqual(['CHAIN_BROKEN', sequence]);
});

/** Writes lines as a version does that knows no hashes: three grants of one credit, in one statement. */
async function writeAsOlderVersion(projectId: ProjectId): Promise<void> {
  await world.pool.query(`
    with line as (
      select p.id, p.sequence + n as sequence, p.balance + n as balance, p.last_entry_at as at, gen_random_uuid() as grant_id
      from projects p cross join generate_series(1, 3) n where p.id = '${projectId}'
    ), lines as (
      insert into credit_transactions (project_id, sequence, kind, amount, balance_after, grant_id, actor, created_at)
      select id, sequence, 'GRANT', 1, balance, grant_id, 'older', at from line order by sequence
    ), grants as (
      insert into credit_grants (project_id, id, source, credits, remaining, spent, priority, sequence, created_at)
      select id, grant_id, 'MANUAL', 1, 1, false, 50, sequence, at from line
    )
    update projects p set balance = newest.balance, sequence = newest.sequence
    from (select * from line order by sequence desc limit 1) newest where p.id = newest.id`);
}

test('lines of an older version are hashed as they are written, and the chain goes on from them', async () => {
  const projectId = await projectOfFiveLines();
  const store = world.store();
  const charge = () => applyAll(store, [alone(world.charge(projectId, 1))]);
  const chainEnds = async () => {
    const { rows } = await world.pool.query<{ sequences: number[] }>(
      'select array[chain_sequence, sequence] as sequences from projects where id = $1',
      [projectId],
    );
    return rows[0]?.sequences;
  };
  await writeAsOlderVersion(projectId);
  await charge();
  expect(await chainEnds()).toEqual([5, 9]);
  expect(await problemsOf(projectId)).toEqual([]);
  const charging = async () => {
    for (let i = 0; i < 10; i += 1) await charge();
  };
  await Promise.all([charging(), sealAll(world.pool, () => false)]);
  await writeAsOlderVersion(projectId);
  await sealAll(world.pool, () => false);
  await charge();
  expect(await chainEnds()).toEqual([23, 23]);
  expect(await problemsOf(projectId)).toEqual([]);
});

test('no column of a line can be changed, its hash included', async () => {
  const projectId = await projectOfFiveLines();
  const update = (change: string) =>
    world.pool.query(`update credit_transactions set ${change} where project_id = $1`, [projectId]);
  await expect(update(`hash = sha256('x')`)).rejects.toThrow('never changed or removed');
  await expect(update('hash = null')).rejects.toThrow('never changed or removed');
  await expect(tamper('update credit_transactions set hash = null where project_id = $1', projectId)).rejects.toThrow(
    'violates not-null constraint',
  );
});

test('the program and the database read the content of a line alike, whatever its texts are', async () => {
  const projectId = await world.newProject();
  const text = fc
    .string({ unit: anyCharacter, minLength: 1, maxLength: 200 })
    .map((value) => value.replaceAll('\0', '') || 'x');
  const notes = fc.sample(fc.tuple(text, fc.option(text)), 200);
  const grants = notes.map(([actor, note], index) => {
    const key = index % 3 === 0 ? null : world.grant(projectId, 1).key;
    return alone(world.grant(projectId, 1 + index, { actor, note, key }));
  });
  await applyAll(world.store(), grants);
  expect(await problemsOf(projectId)).toEqual([]);
});

test('a signed head reveals truncation, even if everything else was made consistent', async () => {
  const projectId = await projectOfFiveLines();
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const [keyFile, publicFile, headFile] = ['key.pem', 'public.pem', 'heads.jsonl'].map((name) =>
    path.join(folder, name),
  );
  await writeFile(keyFile ?? '', privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(publicFile ?? '', publicKey.export({ type: 'spki', format: 'pem' }));
  const signer = new HeadSigner({ on: world.pool, key: await readPrivateKey(keyFile ?? ''), clock: () => world.now });
  await Promise.all([signer.sign(), signer.sign()]);
  const variables = { DATABASE_URL: world.url };
  const exported = await darkroom(['heads', 'export'], variables);
  const own = exported.lines.filter((line) => line.includes(typeId('prj', projectId)));
  expect(own).toHaveLength(1);
  await writeFile(headFile ?? '', `${own.join('\n')}\n`);
  const compare = () => darkroom(['heads', 'compare', headFile ?? '', '--key', publicFile ?? ''], variables);
  expect(await compare()).toMatchObject({ code: 0, lines: ['The ledger agrees with 1 heads.'] });

  const cut = `with line as (delete from credit_transactions where project_id = $1 and sequence = 5 returning *)
    update projects p set sequence = 4, balance = balance - line.amount, chain_sequence = 4, chain_hash =
      (select hash from credit_transactions where project_id = $1 and sequence = 4),
      last_entry_at = (select created_at from credit_transactions where project_id = $1 and sequence = 4)
    from line where p.id = $1`;
  await tamper(cut, projectId);
  expect(await problemsOf(projectId)).toContainEqual(['CHAIN_BROKEN', 5]); // by the head in the database
  await tamper('delete from ledger_heads where project_id = $1', projectId);
  expect((await problemsOf(projectId)).filter(([code]) => code === 'CHAIN_BROKEN')).toEqual([]);
  expect(await compare()).toMatchObject({
    code: 1,
    lines: [expect.stringMatching(/^prj_\w+ HEAD_MISSING: Transaction 5, /), 'The ledger contradicts 1 of 1 heads.'],
  });

  const forged = (own[0] ?? '').replace('"sequence":5', '"sequence":4');
  await writeFile(headFile ?? '', `${forged}\n`);
  await expect(compare()).rejects.toThrow(/^line 1 of .*heads\.jsonl was not signed by the key/);
  await writeFile(headFile ?? '', 'ring\n');
  await expect(compare()).rejects.toThrow(/^line 1 of .*heads\.jsonl is no head$/);
  await expect(readPrivateKey(publicFile ?? '')).rejects.toThrow('must hold an Ed25519 private key in PEM');
});
