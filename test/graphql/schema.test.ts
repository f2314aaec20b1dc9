import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { ERROR_CODES } from '../../src/graphql/errors.ts';
import { createSchema } from '../../src/graphql/schema.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

/** Whatever a client author may meet, with the place where its description would stand. */
function describables(type: GraphQLNamedType): [string, string | null | undefined][] {
  const own: [string, string | null | undefined][] = isInputObjectType(type) ? [] : [[type.name, type.description]];
  if (isEnumType(type)) {
    return [
      ...own,
      ...type.getValues().map((value) => [`${type.name}.${value.name}`, value.description] as [string, string]),
    ];
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description]);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return own;
  return Object.values(type.getFields()).reduce(
    (list, field) => [
      ...list,
      [`${type.name}.${field.name}`, field.description],
      ...field.args.map((arg) => [`${type.name}.${field.name}(${arg.name})`, arg.description] as [string, string]),
    ],
    own,
  );
}

test('schema.graphql is what the code emits', async () => {
  expect(read('schema.graphql')).toBe(`${printSchema(lexicographicSortSchema(await createSchema()))}\n`);
});

test('every type, field and argument has a description for a client author', async () => {
  const schema = await createSchema();
  const roots = new Set(['Query', 'Mutation', 'Subscription']);
  const missing = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap(describables)
    .filter(([place, description]) => !description?.trim() && !roots.has(place));
  expect(missing.map(([place]) => place)).toEqual([]);
});

test('every list that can grow without end is a connection', () => {
  const schema = buildSchema(read('schema.graphql'));
  const project = schema.getType('Project');
  if (!isObjectType(project)) throw new Error('there is no Project');
  const lists = Object.values(project.getFields()).filter((field) => field.args.some((arg) => arg.name === 'first'));
  expect(lists.map((field) => String(field.type))).toEqual([
    'ActionConnection!',
    'ImageConnection!',
    'CreditTransactionConnection!',
  ]);
});

describe('the page of errors', () => {
  test('lists every code that a thrown error can have, and no other', () => {
    const section = read('docs/api/errors.md');
    const listed = [...section.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map((match) => match[1]);
    expect(listed).toEqual([...ERROR_CODES]);
  });

  test('lists every refusal that a mutation can return', () => {
    const section = read('docs/api/errors.md');
    const schema = buildSchema(read('schema.graphql'));
    const userError = schema.getType('UserError');
    if (!isInterfaceType(userError)) throw new Error('there is no UserError');
    for (const { name } of schema.getPossibleTypes(userError)) expect(section).toContain(`\`${name}\``);
  });
});
