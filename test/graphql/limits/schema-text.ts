import { buildSchema, type GraphQLSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The schema as clients know it, without what answers it. */
export function readSchema(): GraphQLSchema {
  return buildSchema(readFileSync(path.join(import.meta.dirname, '../../../schema.graphql'), 'utf8'));
}
