import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DarkroomHouse } from '../support/darkroom.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { until } from '../support/until.ts';

const readme = readFileSync(path.join(import.meta.dirname, '../../README.md'), 'utf8');

let house: DarkroomHouse;
let client: GraphqlClient;

beforeAll(async () => {
  house = new DarkroomHouse();
  ({ client } = await house.serve());
});
afterAll(async () => {
  await client.close();
  await house.remove();
});

/** The operations of the first session and the answers that README shows, in their order. */
function session(): { operations: string[]; answers: unknown[] } {
  const section = /## A first session\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
  const blocks = [...section.matchAll(/```(graphql|json)\n([\s\S]*?)```/g)].map(([, language, text]) => ({
    language,
    text: text ?? '',
  }));
  return {
    operations: blocks.filter(({ language }) => language === 'graphql').map(({ text }) => text),
    answers: blocks.filter(({ language }) => language === 'json').map(({ text }) => JSON.parse(text) as unknown),
  };
}

/** What stands for something that is never the same, such as "prj_…", fits whatever begins like it. */
function pattern(shown: unknown): unknown {
  if (typeof shown === 'string' && shown.endsWith('…'))
    return expect.stringMatching(new RegExp(`^${shown.slice(0, -1)}`));
  if (Array.isArray(shown)) return shown.map(pattern);
  if (typeof shown !== 'object' || shown === null) return shown;
  return Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, pattern(value)]));
}

test('the first session of README can be pasted as it stands, and is answered as it says', async () => {
  const { operations, answers } = session();
  const [projects = '', subscription = '', prompt = '', picture = ''] = operations;
  const [theProjects, theSnapshot, thePrompt, theChange, thePicture] = answers.map(pattern);
  const ids: Record<string, string> = {};
  const filled = (operation: string) => operation.replaceAll(/"(prj|act)_…"/g, (_, kind: string) => `"${ids[kind]}"`);
  const ask = async (operation: string) => {
    const { data } = await client.ask<object, object>(filled(operation));
    return { data };
  };

  const found = await ask(projects);
  expect(found).toEqual(theProjects);
  ids['prj'] = /prj_\w+/.exec(JSON.stringify(found))?.[0] ?? '';

  const changes = client.socket.iterate({ query: filled(subscription) });
  expect((await changes.next()).value).toEqual(theSnapshot);

  const performed = await ask(prompt);
  expect(performed).toEqual(thePrompt);
  ids['act'] = /act_\w+/.exec(JSON.stringify(performed))?.[0] ?? '';
  expect((await changes.next()).value).toEqual(theChange);
  await changes.return?.();

  const shown = await until(async () => {
    const answer = await ask(picture);
    return JSON.stringify(answer).includes('SUCCEEDED') ? answer : null;
  });
  expect(shown).toEqual(thePicture);
});

test('README names every folder of src, and no other', () => {
  const section = /## Where things are\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
  const named = [...section.matchAll(/`src\/([a-z-]+)`/g)].map((match) => match[1]);
  const folders = readdirSync(path.join(import.meta.dirname, '../../src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(new Set(named)).toEqual(new Set(folders));
});
