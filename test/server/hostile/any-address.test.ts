import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { request } from 'node:http';
import { createProject } from '../../support/operations.ts';
import { graphql } from '../../support/generated/index.ts';
import type { GraphqlClient } from '../../support/graphql-client.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { startStudio, type Studio } from '../../support/studio.ts';
import { makeThings, type Things } from '../../support/make-things.ts';

const csvOf = graphql(`
  query CsvOfProject($id: ID!) {
    project(id: $id) {
      transactionsCsv {
        url
      }
    }
  }
`);
const pictureOf = graphql(`
  query PictureOfProject($id: ID!) {
    project(id: $id) {
      images(first: 1) {
        nodes {
          url
        }
      }
    }
  }
`);
const uploadOf = graphql(`
  mutation UploadOfProject($input: CreateImageUploadInput!) {
    createImageUpload(input: $input) {
      url
    }
  }
`);

let studio: Studio;
let client: GraphqlClient;
let things: Things;
/** Addresses that are good, with the words that sign them. */
let good: readonly { readonly method: string; readonly url: URL }[];

beforeAll(async () => {
  studio = await startStudio({ workers: 0, sellsCredits: true });
  client = await studio.client();
  things = await makeThings(client);
  const csv = await client.send(csvOf, { id: things.prj });
  const picture = await client.send(pictureOf, { id: things.prj });
  const input = { projectId: things.prj, contentType: 'image/png', bytes: 1 };
  const { createImageUpload: upload } = await client.send(uploadOf, { input });
  good = [
    { method: 'GET', url: new URL(csv.project?.transactionsCsv.url ?? '') },
    { method: 'GET', url: new URL(picture.project?.images.nodes[0]?.url ?? '') },
    { method: 'PUT', url: new URL(upload.url) },
    {
      method: 'GET',
      url: new URL('/graphql?query={viewer{name}}&variables={}&operationName=a&extensions={}', studio.url),
    },
    { method: 'GET', url: new URL('/studio/index.html?a=b', studio.url) },
    { method: 'GET', url: new URL('/readyz?a=b', studio.url) },
  ];
});
afterAll(() => studio.stop());

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
}

/** As it is written, which fetch would mend. */
function send({ method, path, headers = {} }: Sent): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const { hostname, port } = new URL(studio.url);
  const all = { ...(method === 'PUT' && { 'content-length': '0' }), authorization: client.authorization, ...headers };
  const sent = request({ hostname, port, method, path, headers: all, agent: false }, (response) => {
    let text = '';
    response.on('data', (part) => (text += String(part)));
    response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
  });
  sent.on('upgrade', (response, socket) => {
    socket.destroy();
    resolve({ status: response.statusCode ?? 0, text: '' });
  });
  sent.on('error', reject);
  sent.end();
  return promise;
}

/** A piece of a URL: each byte escaped, or as little of it as HTTP allows, which may be no escape that can be read. */
const piece = fc
  .tuple(hostileText, fc.constantFrom('escaped', 'plain', 'latin1'))
  .map(([text, how]) => {
    if (how === 'escaped') return encodeURIComponent(text.toWellFormed());
    const bytes = Buffer.from(text, how === 'plain' ? 'utf8' : 'latin1');
    return Array.from(bytes, (byte) =>
      byte > 0x20 && byte < 0x7f && byte !== 0x23
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).padStart(2, '0')}`,
    ).join('');
  })
  .map((text) => text.slice(0, 6_000));

const HEADERS = [
  'accept',
  'accept-encoding',
  'authorization',
  'connection',
  'content-encoding',
  'content-type',
  'cookie',
  'host',
  'if-none-match',
  'origin',
  'range',
  'sec-websocket-key',
  'sec-websocket-protocol',
  'sec-websocket-version',
  'upgrade',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-request-id',
];

/** What a header may hold: what node refuses to send never leaves a client. */
const headerText = hostileText.map((text) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '\xff').slice(0, 6_000));

const RUNS = { numRuns: 250, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false };

function expectWords({ status, text }: { status: number; text: string }): void {
  expect(text).not.toContain('INTERNAL_SERVER_ERROR');
  expect(status).toBeGreaterThanOrEqual(100);
  expect(status).toBeLessThan(500);
}

describe('any text in the request line and the headers', () => {
  test('as a part of a path or of a query is refused in words', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat(),
        piece,
        fc.constantFrom('path', 'value', 'name'),
        async (at, which, text, where) => {
          const { method, url } = good[at % good.length] as (typeof good)[number]; // there are some
          const steps = url.pathname.split('/');
          if (where === 'path') steps[1 + (which % (steps.length - 1))] = text;
          const pairs = url.search.slice(1).split('&');
          const pair = which % pairs.length;
          const [name = ''] = (pairs[pair] ?? '').split('=');
          if (where === 'value') pairs[pair] = `${name}=${text}`;
          if (where === 'name') pairs[pair] = `${text}=1`;
          expectWords(await send({ method, path: `${steps.join('/')}?${pairs.join('&')}` }));
        },
      ),
      RUNS,
    );
  }, 60_000);

  test('as a header is refused in words, or makes no difference', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(...HEADERS), headerText, async (at, name, text) => {
        const { method, url } = good[at % good.length] as (typeof good)[number]; // there are some
        expectWords(await send({ method, path: `${url.pathname}${url.search}`, headers: { [name]: text } }));
      }),
      RUNS,
    );
  }, 60_000);

  test('as the name of a project names its file', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (name) => {
        const { data } = await client.ask(createProject, { input: { name } });
        if (!data) return; // refused, as any-text.test.ts has it
        const { project } = await client.send(csvOf, { id: data.createProject.id });
        const response = await fetch(project?.transactionsCsv.url ?? '');
        expect(response.status).toBe(200);
        expect(response.headers.get('content-disposition')).toMatch(
          /^attachment; filename="[^"\\]*transactions [\d-]*\.csv"; filename\*=UTF-8''[\w.~%!-]+$/,
        );
        await response.text();
      }),
      { ...RUNS, numRuns: 60 },
    );
  }, 60_000);
});
