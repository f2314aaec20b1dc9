import path from 'node:path';
import { defineConfig } from 'prisma/config';

// `prisma generate` wants a file where its schema engine would be, and never runs it. Any will do, so nothing has to be
// downloaded.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: path.join(import.meta.dirname, 'schema.prisma'),
  migrations: { path: path.join(import.meta.dirname, 'migrations') },
});
