import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import type { Page } from '../answers/page.ts';
import { parsePage } from '../answers/parse-page.ts';

const FOLDER = 'api/reference';

/** The section of the table of contents for these pages, after all others. */
export const REFERENCE_SECTION = 'API reference';

/** The page that describes a type, by the kind of the type. */
function pageOf(type: GraphQLNamedType): string | null {
  if (isSpecifiedScalarType(type)) return null;
  if (isInputObjectType(type)) return 'inputs';
  return isEnumType(type) || (!isObjectType(type) && !isInterfaceType(type) && !isUnionType(type)) ? 'values' : 'types';
}

/**
 * Generates the API reference from the schema, with a heading for each operation and each type, so that each has an anchor
 * of its own.
 */
export function schemaPages(schema: GraphQLSchema): Page[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !roots.some((root) => root === type) && !isIntrospectionType(type))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const [queries, mutations, subscriptions] = roots.map((root) => Object.values(root?.getFields() ?? {}));
  const onPage = (page: string) => types.filter((type) => pageOf(type) === page).map((type) => typeSection(type));
  return [
    referencePage(1, 'queries', 'Queries', 'What can be read.', operationSections(queries)),
    referencePage(2, 'mutations', 'Mutations', 'What can be changed.', operationSections(mutations)),
    referencePage(3, 'subscriptions', 'Subscriptions', 'What can be watched.', operationSections(subscriptions)),
    referencePage(4, 'types', 'Types', 'Objects, interfaces and unions that are answered.', onPage('types')),
    referencePage(5, 'inputs', 'Inputs', 'Objects that are sent.', onPage('inputs')),
    referencePage(6, 'values', 'Enums and scalars', 'Values that are not objects.', onPage('values')),
  ];
}

function referencePage(
  order: number,
  name: string,
  title: string,
  description: string,
  sections: readonly string[],
): Page {
  const front = `title: ${title}\ndescription: ${description}\nsection: ${REFERENCE_SECTION}\norder: ${order}`;
  return parsePage(`${FOLDER}/${name}`, `---\n${front}\n---\n\n${description}\n\n${sections.join('\n\n')}\n`);
}

function operationSections(fields: readonly GraphQLField<unknown, unknown>[] = []): string[] {
  return fields
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    .map(({ name, description, args, type }) => {
      const answers = `Answers ${typeLink(type)}.`;
      return [`## ${name}`, oneLine(description), answers, argumentTable(args)]
        .filter((part) => part !== '')
        .join('\n\n');
    });
}

function typeSection(type: GraphQLNamedType): string {
  return [`## ${type.name}`, oneLine(type.description), ...partsOf(type)].filter((part) => part !== '').join('\n\n');
}

function partsOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return [valueTable(type)];
  if (isUnionType(type)) return [`One of ${listOf(type.getTypes())}.`];
  if (isInputObjectType(type)) return [argumentTable(Object.values(type.getFields()))];
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const interfaces = type.getInterfaces();
  const implemented = interfaces.length > 0 ? [`Implements ${listOf(interfaces)}.`] : [];
  return [...implemented, fieldTable(Object.values(type.getFields()))];
}

function listOf(types: readonly GraphQLNamedType[]): string {
  return types.map((type) => typeLink(type)).join(', ');
}

function fieldTable(fields: readonly GraphQLField<unknown, unknown>[]): string {
  const rows = fields.map(({ name, args, type, description }) => {
    const given = args.map((arg) => `\`${arg.name}: ${String(arg.type)}\` ${oneLine(arg.description)}`);
    return [`\`${name}\``, typeLink(type), [oneLine(description), ...given].join(' ')];
  });
  return table(['field', 'type', 'description'], rows);
}

type Given = Pick<GraphQLArgument, 'name' | 'type' | 'description' | 'defaultValue'>;

function argumentTable(args: readonly Given[]): string {
  if (args.length === 0) return '';
  const rows = args.map(({ name, type, description, defaultValue }) => {
    const byDefault = defaultValue === undefined ? '' : ` Default: \`${JSON.stringify(defaultValue)}\`.`;
    return [`\`${name}\``, typeLink(type), `${oneLine(description)}${byDefault}`];
  });
  return table(['argument', 'type', 'description'], rows);
}

function valueTable(type: GraphQLEnumType): string {
  return table(
    ['value', 'description'],
    type.getValues().map(({ name, description }) => [`\`${name}\``, oneLine(description)]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => tableRow(cells)).join('\n');
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

/** A type as written in the schema, such as `[ActionKind!]!`, with a link to its description. */
function typeLink(type: GraphQLType): string {
  const named = getNamedType(type);
  const page = pageOf(named);
  return page === null ? `\`${String(type)}\`` : `[\`${String(type)}\`](${page}.md#${named.name.toLowerCase()})`;
}

/** The description in one line, because in docs/ a sentence and a table cell are one line each. */
function oneLine(description: string | null | undefined): string {
  return (description ?? '').replaceAll(/\s+/g, ' ').trim();
}
