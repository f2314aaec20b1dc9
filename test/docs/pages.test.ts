import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CloseCode } from 'graphql-ws';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, parse, validate } from 'graphql';
import { VARIABLES } from '../../src/config/config.ts';
import { OPERATION_TOOLS } from '../../src/mcp/operation-tools.ts';
import { checkout, codeBlocksOf, type Page, readPages } from './pages.ts';

const pages = readPages();
const schema = buildSchema(readFileSync(path.join(checkout, 'schema.graphql'), 'utf8'));

const SECTIONS = ['Getting started', 'Actions', 'Credits', 'API', 'Access', 'Pictures', 'Operations'];

const questionsOf = ({ prose }: Page) =>
  [...prose.matchAll(/<!-- q: (.*?) -->/g)].map(([, list = '']) => list.split(' | '));

/** Where a link of a page leads: a file of docs/ and an anchor in it. */
function targetOf({ file }: Page, link: string): { file: string; anchor: string } {
  const [target = '', anchor = ''] = link.split('#');
  return { file: target === '' ? file : path.join(path.dirname(file), target), anchor };
}

describe.each(pages.map((page) => [page.file, page] as const))('docs/%s', (_, page) => {
  test('has a title, a description of one sentence, a section and an order', () => {
    expect(Object.keys(page.frontMatter)).toEqual(['title', 'description', 'section', 'order']);
    expect(page.frontMatter['description']).toMatch(/^[A-Z`][^.]+\.$/);
    expect(SECTIONS).toContain(page.frontMatter['section']);
    expect(page.frontMatter['order']).toMatch(/^\d+$/);
  });

  test('begins with text, and has no heading of the first level and none twice', () => {
    expect(page.body.trimStart()).toMatch(/^[^#]/);
    const headings = page.prose.match(/^#+ .*$/gm) ?? [];
    expect(headings.filter((heading) => !/^#{2,3} /.test(heading))).toEqual([]);
    expect(page.anchors.size).toBe(headings.length);
  });

  test('has a heading for each column of a table', () => {
    const lines = page.prose.split('\n');
    const headings = lines.filter((_line, at) => /^\|[\s:|-]*-[\s:|-]*\|$/.test(lines[at + 1] ?? ''));
    expect(headings.filter((row) => /\|\s*\|/.test(row))).toEqual([]);
  });

  test('has one to seven questions behind each sentence that answers some, on its line', () => {
    expect(page.prose.match(/<!-- q: /g)?.length ?? 0).toBe(questionsOf(page).length);
    expect(questionsOf(page).length).toBeGreaterThan(3);
    for (const questions of questionsOf(page)) {
      expect(questions.length).toBeLessThanOrEqual(7);
      expect(questions.filter((question) => question.trim() !== question || question === '')).toEqual([]);
    }
    const misplaced = page.prose
      .split('\n')
      .filter((line) => line.includes('<!-- q:') && !/[.:?!|)}`] <!-- q: /.test(line));
    expect(misplaced).toEqual([]);
  });

  test('types no number of credits: prices are filled in when the page is served', () => {
    expect(page.prose.match(/\d[\d,.]* credits?\b/gi)).toBeNull();
    const tokens = [...page.prose.matchAll(/\{([^}]*)\}/g)].map(([token]) => token);
    const known = /^\{(price:(PROMPT|PROMPT_EDIT|BACKGROUND|EXPAND)|balance)\}$/;
    expect(tokens.filter((token) => !known.test(token) && !isInCode(page, token))).toEqual([]);
  });

  test('links to pages and headings that are there', () => {
    const links = [...page.prose.matchAll(/(?<!!\[[^\]]*)\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    const broken = links
      .filter((link) => !link.startsWith('https://'))
      .filter((link) => {
        const { file, anchor } = targetOf(page, link);
        const target = pages.find((each) => each.file === file);
        return !target || (anchor !== '' && !target.anchors.has(anchor));
      });
    expect(broken).toEqual([]);
  });

  test('shows images that are there', () => {
    const images = [...page.prose.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, image = '']) => image);
    expect(images.filter((image) => !existsSync(path.join(checkout, 'docs', path.dirname(page.file), image)))).toEqual(
      [],
    );
  });

  test('names no type, field, argument, value, header or variable that is not there', () => {
    const spans = [...page.prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
    const names = spans.flatMap((span) => (/^[A-Za-z]\w*(\.\w+)*$/.test(span) ? span.split('.') : []));
    const isIdentifier = (name: string) => /^[a-z]+[A-Z]|^[A-Z][a-z]+[A-Z]|^[A-Z]+_[A-Z_]+$/.test(name);
    const unknown = names.filter((name) => isIdentifier(name) && !KNOWN_NAMES.has(name));
    expect([...new Set(unknown)]).toEqual([]);
  });

  test('shows GraphQL that the schema takes', () => {
    const wrong = codeBlocksOf(page)
      .filter(({ info }) => info === 'graphql')
      .flatMap(({ text }) => validate(schema, parse(text)).map(({ message }) => message));
    expect(wrong).toEqual([]);
  });

  test('shows TypeScript that stands in examples/', () => {
    const strange = codeBlocksOf(page)
      .filter(({ info }) => /^ts\b/.test(info))
      .filter(({ info, text }) => {
        const file = path.join(checkout, /^ts file=(examples\/[\w-]+\.ts)$/.exec(info)?.[1] ?? '.');
        return !file.endsWith('.ts') || !readFileSync(file, 'utf8').includes(text);
      });
    expect(strange).toEqual([]);
  });
});

function isInCode({ prose }: Page, token: string): boolean {
  return [...prose.matchAll(/`[^`\n]+`/g)].some(([span]) => span.includes(token));
}

/** Identifiers of GraphQL clients, of MCP, of our own client, of /readyz, of logs and of the database. */
const OTHER_NAMES =
  `connectionParams isError retryAfterSeconds GraphQLWsLink subscriptionExchange createClient shouldRetry clockSkewSeconds engineProblems NODE_EXTRA_CA_CERTS
  OutcomeUnknownError RequestRefusedError useBalance usePerform OPERATION_RESOLUTION_FAILURE PERSISTED_QUERY_NOT_SUPPORTED`.split(
    /\s+/,
  );

/** Codes of errors, as the code has them. */
const CODES = readdirSync(path.join(checkout, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...readFileSync(path.join(checkout, 'src', file), 'utf8').matchAll(/'([A-Z]+_[A-Z_]+)'/g)])
  .map(([, code = '']) => code);

const KNOWN_NAMES = new Set([
  ...VARIABLES,
  ...OTHER_NAMES,
  ...CODES,
  ...Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isEnumType(type)) return [type.name, ...type.getValues().map(({ name }) => name)];
    if (isInputObjectType(type)) return [type.name, ...Object.keys(type.getFields())];
    if (!isObjectType(type) && !isInterfaceType(type)) return [type.name];
    const fields = Object.values(type.getFields());
    return [type.name, ...fields.flatMap(({ name, args }) => [name, ...args.map((arg) => arg.name)])];
  }),
]);

test('no question is asked of two sentences', () => {
  const all = pages.flatMap(questionsOf).flat();
  expect(all.filter((question, at) => all.indexOf(question) !== at)).toEqual([]);
});

test('no two pages stand at the same place of the table of contents', () => {
  const places = pages.map(({ frontMatter }) => `${frontMatter['section']} ${frontMatter['order']}`);
  expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([]);
});

test('the page of errors has every code with which the server closes a socket, and no other', () => {
  const errors = pages.find(({ file }) => file === 'api/errors.md');
  const listed = [...(errors?.body ?? '').matchAll(/^\| (\d{4}) /gm)].map(([, code]) => Number(code));
  const forClients = [4004, 4005, 4499, 4504]; // which a client of graphql-ws closes with
  const ofServer = Object.values(CloseCode).filter((code) => typeof code === 'number' && !forClients.includes(code));
  const openSocket = readFileSync(path.join(checkout, 'src/socket/open-socket.ts'), 'utf8');
  const own = [...openSocket.matchAll(/^const [A-Z_]+ = (\d{4});$/gm)].map(([, code]) => Number(code));
  expect(own.length).toBe(2);
  expect(new Set(listed)).toEqual(new Set([1001, ...own, ...ofServer]));
});

test('the page of MCP has every tool, and no other', () => {
  const page = pages.find(({ file }) => file === 'api/mcp.md');
  const listed = [...(page?.body ?? '').matchAll(/^\| `([a-z_]+)` /gm)].map(([, tool]) => tool);
  const others = ['search_documentation', 'read_documentation_page', 'wait_for_action'];
  expect(new Set(listed)).toEqual(new Set([...OPERATION_TOOLS.map(({ name }) => name), ...others]));
});

test('README links to files that are there', () => {
  const readme = readFileSync(path.join(checkout, 'README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !existsSync(path.join(checkout, link)))).toEqual([]);
});
