import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from './schema.ts';

// Run by the build, from the checkout's folder.
writeFileSync('schema.graphql', `${printSchema(lexicographicSortSchema(await createSchema()))}\n`);
