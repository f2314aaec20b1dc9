import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { DAY_MS } from '../../src/instant.ts';
import { DarkroomHouse } from '../support/darkroom.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { FakeStripe } from '../support/fake-stripe.ts';
import { until } from '../support/until.ts';
import { codeBlocksOf, readPages } from '../docs/pages.ts';

/** The operations that the pages show, in the order in which the pages have them. */
const operations = readPages()
  .flatMap((page) => codeBlocksOf(page))
  .filter(({ info }) => info === 'graphql')
  .map(({ file, text }) => [`${file}: ${/^\w+ \w+/.exec(text)?.[0]}`, text] as const);

/** The ids that replace placeholders such as "prj_…" and "img_…" in the examples; `other` is the receiving project of a transfer. */
const ids: Record<string, string> = {};
const filled = (operation: string) =>
  operation
    .replaceAll('toProjectId: "prj_…"', () => `toProjectId: "${ids['other']}"`)
    // A share link must end within 90 days.
    .replaceAll('endsAt: "2026-12-24T18:00:00Z"', () => `endsAt: "${new Date(Date.now() + DAY_MS).toISOString()}"`)
    .replaceAll(/"(prj|img|act|grt|pck|key)_…"/g, (_, kind: string) => `"${ids[kind]}"`);

/** The commands that the pages have a reader run against the server. */
const commands = readPages()
  .flatMap((page) => codeBlocksOf(page))
  .filter(({ info, text }) => info === 'sh' && text.includes('curl'))
  .map(({ file, text }) => [file, text] as const);

let url: string;
let house: DarkroomHouse;
let client: GraphqlClient;
let stripe: FakeStripe;

beforeAll(async () => {
  stripe = await FakeStripe.open();
  house = new DarkroomHouse();
  ({ client, url } = await house.serve({ ...stripe.variables, PURCHASE_RETURN_ORIGINS: 'https://shop.example.com' }));
  ids['prj'] = await idOf('{ projects { nodes { id } } }', 'prj');
  ids['other'] = await idOf('mutation { createProject(input: { name: "Other" }) { id } }', 'prj');
  const grant =
    'mutation { grantCredits(input: { projectId: "prj_…", idempotencyKey: "one to revoke", credits: 5 }) { ... on GrantedCredits { grant { id } } } }';
  ids['grt'] = await idOf(filled(grant), 'grt');
  ids['pck'] = await idOf(operations.find(([name]) => name.endsWith('mutation Sell'))?.[1] ?? '', 'pck');
  ids['key'] = await idOf('{ apiKeys { id } }', 'key');
  ids['img'] = await uploaded();
  const prompt =
    'mutation { performPrompt(input: { projectId: "prj_…", idempotencyKey: "first", prompt: "A cup" }) { ... on PerformedAction { action { id } } } }';
  ids['act'] = await idOf(filled(prompt), 'act');
  await until(async () =>
    JSON.stringify(await client.ask(filled('{ action(id: "act_…") { status } }'))).includes('SUCCEEDED'),
  );
});
afterAll(async () => {
  await client.close();
  await house.remove();
  await stripe.close();
});

async function idOf(operation: string, kind: string): Promise<string> {
  return new RegExp(`${kind}_\\w+`).exec(JSON.stringify(await client.ask(operation)))?.[0] ?? '';
}

const necklace = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'white' } })
  .png()
  .toBuffer();

/** Where a picture of the size of the necklace may be sent to. */
async function roomForPicture(): Promise<{ imageId: string; url: string }> {
  const operation = filled(
    `mutation { createImageUpload(input: { projectId: "prj_…", contentType: "image/png", bytes: ${necklace.length} }) { imageId url } }`,
  );
  const { data } = await client.ask<{ createImageUpload: { imageId: string; url: string } }, object>(operation);
  if (!data) throw new Error('there is no room for a picture');
  return data.createImageUpload;
}

async function uploaded(): Promise<string> {
  const { imageId, url: to } = await roomForPicture();
  const body = new Uint8Array(necklace); // fetch takes one that owns its memory
  const { status } = await fetch(to, { method: 'PUT', headers: { 'content-type': 'image/png' }, body });
  expect(status).toBe(201);
  return imageId;
}

test.each(operations)('%s is answered without an error', async (_, operation) => {
  const { value } = await client.socket.iterate({ query: filled(operation) }).next();
  expect(value.errors).toBeUndefined();
  const refusal = /"__typename":"(\w+Error)"/.exec(JSON.stringify(value))?.[1];
  expect(refusal ?? null).toBe(operation.includes('cancelAction') ? 'ActionNotCancelableError' : null); // it has ended
});

test.each(commands)('%s: its curl is answered', async (_, command) => {
  await writeFile(path.join(house.dataFolder, 'necklace.png'), necklace);
  const { url: to } = await roomForPicture();
  const here = command
    .replaceAll('http://127.0.0.1:4000', url)
    .replaceAll('.state/', './')
    .replaceAll('curl ', 'curl --silent --show-error --fail-with-body ');
  const inFolder = { cwd: house.dataFolder, env: { ...process.env, URL: to } };
  const { stdout } = await promisify(execFile)('bash', ['-c', here], inFolder);
  expect(stdout).not.toMatch(/"errors?":/);
});
