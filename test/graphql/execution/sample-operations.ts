import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
} from 'graphql';
import * as ofThePage from '../../../src/studio/generated/graphql.ts';
import * as ofTheTests from '../../support/generated/graphql.ts';
import type { Things } from '../../support/make-things.ts';
import { nodeOperations, rootOperations } from '../../support/whole-api.ts';

export interface SampleOperation {
  readonly what: string;
  readonly text: string;
  /** Whether it is refused unless the project is archived. */
  readonly needsArchived: boolean;
  readonly variables: (things: Things) => Record<string, unknown>;
}

/** So deep goes what is asked for with everything below it. */
const DEPTH = 4;

/** Arguments and variables by their names; the rest of what is optional is left out. */
const VALUES: Readonly<Record<string, unknown>> = {
  first: 5,
  from: '2026-03-01T00:00:00Z',
  to: '2026-03-08T00:00:00Z',
  time: '2026-03-05T12:00:00Z',
  interval: 'DAY',
  timeZone: 'Europe/Berlin',
  filter: {},
  includeRevoked: true,
  archived: false,
  enabled: false,
  favorite: true,
  groupBy: 'ACTOR',
  alerts: [],
  order: 'LAST_ACTIVE_FIRST',
  afterSequence: 0,
  drawnNext: 24,
  version: 1,
  question: 'what is a credit',
  text: 'the clasp is lovely',
  kinds: ['PROMPT', 'EXPAND'],
};

/** Every query and mutation of the page and of the tests, and every root field with everything below it. */
export function everyOperation(schema: GraphQLSchema): SampleOperation[] {
  const texts = [
    ...Object.values(ofThePage).map((document) => print(document)),
    ...Object.values(ofTheTests).flatMap((document) => (typeof document === 'object' ? [String(document)] : [])),
  ];
  const named = texts.flatMap((text) => {
    const operation = operationOf(text);
    return operation && operation.operation !== 'subscription' ? [ofText(text, operation)] : [];
  });
  const ids = {
    prj: '',
    act: '',
    img: '',
    grt: '',
    txn: '',
    wsp: '',
    key: '',
    pck: '',
    pur: '',
    whe: '',
    whd: '',
    pst: '',
    shr: '',
    cmt: '',
  };
  const nothing: Things = { ...ids, other: '' };
  const roots = [
    ...Object.keys(rootOperations(nothing)),
    ...Object.keys(nodeOperations(nothing)).map((id) => `node ${id}`),
  ];
  const whole = roots.flatMap((name) => {
    const find = (things: Things) =>
      name.startsWith('node ') ? nodeOperations(things)[name.slice(5)] : rootOperations(things)[name];
    const operation = operationOf(find(nothing)?.text ?? '');
    if (!operation || operation.operation === 'subscription') return [];
    const variables = (things: Things) => ({ ...find(things)?.variables, yes: true, no: false });
    // The one of eraseProject archives the project itself.
    return [
      { what: `everything of ${name}`, text: withEverything(schema, operation), needsArchived: false, variables },
    ];
  });
  return [...named, ...whole];
}

function operationOf(text: string): OperationDefinitionNode | undefined {
  return parse(text).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

function rootFieldOf({ selectionSet }: OperationDefinitionNode): string {
  const [field] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD) throw new Error('an operation begins with a field');
  return field.name.value;
}

/** Operations of the page name the fields of an input one by one. */
function inputOf({ input }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return input !== null && typeof input === 'object' ? { ...input } : {};
}

function ofText(text: string, operation: OperationDefinitionNode): SampleOperation {
  const rootField = rootFieldOf(operation);
  return {
    what: `${operation.operation} ${operation.name?.value}`,
    text,
    needsArchived: rootField === 'eraseProject',
    variables(things) {
      const known = rootOperations(things)[rootField]?.variables ?? {};
      const given: Record<string, unknown> = {
        ...VALUES,
        ...known,
        projectId: things.prj,
        project: things.prj,
        deliveryId: things.whd,
        apiKeyId: things.key,
        imageId: things.img,
        id: known['id'] ?? inputOf(known)['id'] ?? things.act,
      };
      return Object.fromEntries(
        (operation.variableDefinitions ?? []).flatMap(({ variable: { name }, type }) => {
          if (name.value in given) return [[name.value, given[name.value]]];
          if (type.kind !== Kind.NON_NULL_TYPE) return [];
          throw new Error(`nobody has said what $${name.value} is to be: add it to VALUES`);
        }),
      );
    },
  };
}

/** The operation with all fields below its root field. Some of them are included or skipped by variables. */
function withEverything(schema: GraphQLSchema, operation: OperationDefinitionNode): string {
  const rootField = schema.getRootType(operation.operation)?.getFields()[rootFieldOf(operation)];
  if (!rootField) throw new Error('the schema has no such root field');
  if (isLeafType(getNamedType(rootField.type))) return print(operation); // nothing is below it
  const text = print(operation).replace(
    /\{\s*__typename[^}]*\}/,
    selectionOf(schema, getNamedType(rootField.type), DEPTH),
  );
  const declared = '$yes: Boolean!, $no: Boolean!';
  return text.includes('(') && /^\w+ *\(\$/.test(text)
    ? text.replace(/^(\w+ *)\(/, `$1(${declared}, `)
    : `${operation.operation} (${declared}) ${text.replace(/^\w+ (?=\{)/, '')}`;
}

const DIRECTIVES = ['', ' @include(if: $yes)', '', ' @skip(if: $no)', ' @skip(if: $yes)', '', ' @include(if: $no)'];

function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, depth: number): string {
  if (isAbstractType(type)) {
    const members = schema.getPossibleTypes(type);
    return `{ __typename ${members.map((member) => `... on ${member.name} ${selectionOf(schema, member, depth)}`).join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field, place) => {
    const inner = getNamedType(field.type);
    if (depth === 1 && (isObjectType(inner) || isAbstractType(inner))) return [];
    const alias = `${field.name}_${inner.name}`; // members of a union may have the same field with other types
    return [
      `${alias}: ${field.name}${argumentsOf(field)}${DIRECTIVES[place % 7]} ${selectionOf(schema, inner, depth - 1)}`,
    ];
  });
  return `{ __typename @include(if: $yes) @skip(if: $no) ${fields.join(' ')} }`;
}

function argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
  const given = args.filter((argument) => isRequiredArgument(argument) || argument.name === 'first').map(literalOf);
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

function literalOf({ name }: GraphQLArgument): string {
  if (!(name in VALUES)) throw new Error(`nobody has said what ${name} is to be: add it to VALUES`);
  const json = JSON.stringify(VALUES[name]);
  const literal = json.replace(/"(\w+)":/g, '$1:').replace(/"(DAY|PROMPT|EXPAND)"/g, '$1');
  return `${name}: ${literal}`;
}
