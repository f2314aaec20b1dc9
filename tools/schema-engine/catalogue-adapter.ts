import { type ColumnType, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory, SqlQuery } from '@prisma/driver-adapter-utils';
import type pg from 'pg';

/** The types of the columns that the engine reads when it looks at a database, by PostgreSQL's own numbers. */
const COLUMN_TYPES = new Map<number, ColumnType>([
  [16, ColumnTypeEnum.Boolean],
  [18, ColumnTypeEnum.Character],
  [19, ColumnTypeEnum.Text],
  [20, ColumnTypeEnum.Int64],
  [21, ColumnTypeEnum.Int32],
  [23, ColumnTypeEnum.Int32],
  [25, ColumnTypeEnum.Text],
  [26, ColumnTypeEnum.Int64],
  [1002, ColumnTypeEnum.CharacterArray],
  [1009, ColumnTypeEnum.TextArray],
  [1043, ColumnTypeEnum.Text],
]);

const INFO = { provider: 'postgres', adapterName: 'catalogue' } as const;

/**
 * Lets Prisma's schema engine look at one database through one connection, which stays the caller's. The adapter of
 * Prisma's own (7.10) cannot be taken: it refuses the catalogue's "char" columns.
 */
export function catalogueAdapter(client: pg.Client): SqlMigrationAwareDriverAdapterFactory {
  const adapter: SqlDriverAdapter = {
    ...INFO,
    queryRaw: (query) => queryRaw(client, query),
    executeRaw: async ({ sql, args }) => (await client.query(sql, args)).rowCount ?? 0,
    executeScript: async (script) => void (await client.query(script)),
    startTransaction: () => refuse('a transaction'),
    dispose: async () => {},
  };
  return { ...INFO, connect: async () => adapter, connectToShadowDb: () => refuse('a shadow database') };
}

async function queryRaw(client: pg.Client, { sql, args }: SqlQuery) {
  const { fields, rows } = await client.query<unknown[]>({ text: sql, values: args, rowMode: 'array' });
  return {
    columnNames: fields.map(({ name }) => name),
    columnTypes: fields.map(({ name, dataTypeID }) => COLUMN_TYPES.get(dataTypeID) ?? unknownType(name, dataTypeID)),
    rows,
  };
}

function unknownType(column: string, type: number): never {
  throw new Error(`the schema engine asked for column ${column} of type ${type}, which COLUMN_TYPES does not list`);
}

function refuse(what: string): never {
  throw new Error(`the schema engine asked for ${what}, which looking at a database does not need`);
}
