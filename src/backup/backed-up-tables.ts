import type { Client } from 'pg';
import { StartError } from '../start-error.ts';

/** A table by its schema-qualified name, with its stored columns (generated columns are left out). */
export interface BackedUpTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** The tables of the schemas `public` and `graphile_worker`, without their lists of migrations, in an order that satisfies foreign keys. */
export async function backedUpTables(client: Client): Promise<BackedUpTable[]> {
  const { rows } = await client.query<BackedUpTable & { references: string[] }>(
    `select n.nspname || '.' || c.relname as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select fn.nspname || '.' || f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
        join pg_namespace fn on fn.oid = f.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as references
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ((n.nspname = 'public' and c.relname <> '_prisma_migrations')
      or (n.nspname = 'graphile_worker' and c.relname <> 'migrations'))
    order by 1`,
  );
  const sorted: BackedUpTable[] = [];
  for (let left = rows; left.length > 0;) {
    const waiting = new Set(left.map(({ name }) => name));
    const ready = left.filter(({ references }) => !references.some((name) => waiting.has(name)));
    if (ready.length === 0) throw new StartError('the tables refer to one another in a circle, and cannot be ordered');
    sorted.push(...ready.map(({ name, columns }) => ({ name, columns })));
    left = left.filter((table) => !ready.includes(table));
  }
  return sorted;
}

const quoted = (part: string) => `"${part.replaceAll('"', '""')}"`;

/** The table and its columns, for COPY. */
export function copyTarget({ name, columns }: BackedUpTable): string {
  return `${name.split('.').map(quoted).join('.')} (${columns.map(quoted).join(', ')})`;
}
