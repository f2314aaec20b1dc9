import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isCompositeType,
  isObjectType,
} from 'graphql';

/** What arguments may be given, by their names. A field that needs any other is left out. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  first: ['200', '100', '20', '3'],
  time: ['"2026-01-01T00:00:00Z"', '"2026-01-02T00:00:00Z"', '"2026-11-01T00:00:00Z"'],
  from: ['"2026-01-01T00:00:00Z"'],
  to: ['"2026-03-24T00:00:00Z"', '"2026-01-03T00:00:00Z"'],
  interval: ['HOUR', 'DAY'],
  timeZone: ['"Asia/Kolkata"', '"UTC"'],
  includeSpent: ['true'],
  kinds: ['[PROMPT]', `[${'PROMPT '.repeat(100)}]`],
  width: ['100'],
};

const DEPTH_MAX = 8;
const ALIASES_MAX = 49;
const FIELDS_MAX = 4;

type Field = GraphQLField<unknown, unknown>;

/**
 * A query that asks for much: it begins with the projects or with one of them, and goes into what has something inside
 * rather than not. The numbers decide what is chosen; where they end, the first is. It may cost more than is allowed.
 */
export function randomAttack(schema: GraphQLSchema, projectId: string, numbers: readonly number[]): string {
  let at = 0;
  let aliases = 0;
  const choose = (count: number): number => (numbers[at++] ?? 0) % count;

  function selections(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter((field) => isAskable(field) && (depth > 1 || isLeaf(field)));
    const wide = fields.filter((field) => !isLeaf(field));
    const parts = Array.from({ length: 1 + choose(FIELDS_MAX) }, () => {
      const from = wide.length > 0 && choose(3) > 0 ? wide : fields;
      const field = from[choose(from.length)];
      return field ? ofField(field, depth) : '';
    });
    return `{ __typename ${parts.join(' ')} }`;
  }

  function ofField(field: Field, depth: number): string {
    const type = getNamedType(field.type);
    const given = field.args.flatMap(({ name }) => {
      const values = VALUES[name];
      return values ? [`${name}: ${values[choose(values.length)]}`] : [];
    });
    const args = given.length > 0 ? `(${given.join(', ')})` : '';
    const inside = isObjectType(type) ? ` ${selections(type, depth - 1)}` : '';
    const times = [1, 1, 2, 10][choose(4)] ?? 1;
    return Array.from({ length: Math.min(times, ALIASES_MAX - aliases) }, () => {
      aliases += 1;
      return `a${aliases}: ${field.name}${args}${inside}`;
    }).join(' ');
  }

  const project = schema.getType('Project') as GraphQLObjectType; // it has one
  switch (choose(3)) {
    case 0:
      return `{ projects(first: 200) { nodes ${selections(project, DEPTH_MAX)} } }`;
    case 1:
      return `{ projects(first: 20) { nodes ${selections(project, DEPTH_MAX)} } }`;
    default:
      return `{ project(id: "${projectId}") ${selections(project, DEPTH_MAX)} }`;
  }
}

function isLeaf({ type }: Field): boolean {
  return !isCompositeType(getNamedType(type));
}

function isAskable(field: Field): boolean {
  const isRequired = ({ name, type }: Field['args'][number]) => !(name in VALUES) && String(type).endsWith('!');
  return (isObjectType(getNamedType(field.type)) || isLeaf(field)) && !field.args.some(isRequired);
}
