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
import { ERROR_CODES } from '../../src/error-codes.ts';
import { createSchema } from '../../src/graphql/schema.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

/** A type, field, argument or enum value, such as `Query.node(id)`, with its description. */
type Described = readonly [part: string, description: string | null | undefined];

/** Introspection's own types and the scalars of the GraphQL specification are described by graphql-js. */
function describedParts(type: GraphQLNamedType): readonly Described[] {
  const parts: Described[] = [[type.name, type.description]];
  if (isEnumType(type)) {
    for (const value of type.getValues()) parts.push([`${type.name}.${value.name}`, value.description]);
  } else if (isInputObjectType(type) || isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      const part = `${type.name}.${field.name}`;
      parts.push([part, field.description]);
      if ('args' in field)
        for (const { name, description } of field.args) parts.push([`${part}(${name})`, description]);
    }
  }
  return parts;
}

test('schema.graphql is what the code emits', async () => {
  expect(read('schema.graphql')).toBe(`${printSchema(lexicographicSortSchema(await createSchema()))}\n`);
});

test('every type, field, argument and enum value has a description', async () => {
  const schema = await createSchema();
  const roots = new Set(['Query', 'Mutation', 'Subscription']);
  const undescribed = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap(describedParts)
    .filter(([part, description]) => !description?.trim() && !roots.has(part));
  expect(undescribed.map(([part]) => part)).toEqual([]);
});

test('every list that can grow without end is a connection; of grants, a list since the first version, there are pages', () => {
  const schema = buildSchema(read('schema.graphql'));
  const project = schema.getType('Project');
  if (!isObjectType(project)) throw new Error('there is no Project');
  const lists = Object.values(project.getFields()).filter((field) => field.args.some((arg) => arg.name === 'first'));
  expect(lists.map((field) => [String(field.type), field.args.some(({ name }) => name === 'after')])).toEqual([
    ['ActionConnection!', true],
    ['[CreditGrant!]!', true],
    ['ImageConnection!', true],
    ['PurchaseConnection!', true],
    ['ShareLinkConnection!', true],
    ['CreditTransactionConnection!', true],
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
