import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { __wbg_set_wasm as setProgram } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { catalogueAdapter } from './catalogue-adapter.ts';

/** What a schema says beyond what a database has. */
export interface SchemaDifference {
  /** For a person. */
  readonly summary: string;
  /** The statements that would bring the database to what the schema says. */
  readonly sql: string;
}

/**
 * Compares a database with the text of a schema.prisma, by Prisma's own schema engine. Null when they agree. What
 * Prisma has no words for (CHECKs, triggers, functions, storage parameters, other schemas) is not looked at. Throws the
 * engine's error when the schema itself is wrong.
 */
export async function compareSchema(client: pg.Client, schema: string): Promise<SchemaDifference | null> {
  startEngine();
  const file = { path: 'schema.prisma', content: schema };
  const adapter = bindMigrationAwareSqlAdapterFactory(catalogueAdapter(client));
  try {
    const engine = await glue.SchemaEngine.new({ datamodels: [[file.path, file.content]] }, () => {}, adapter);
    const { exitCode, stdout } = await engine.diff(fromDatabase(file, false));
    if (exitCode === 0) return null;
    return { summary: stdout?.trim() ?? '', sql: (await engine.diff(fromDatabase(file, true))).stdout ?? '' };
  } catch (error) {
    throw adapter.errorRegistry.consumeError(0)?.error ?? error; // the adapter's own, which the engine knows by number only
  }
}

/** How the database falls short of the schema, for a person or as a script. */
function fromDatabase(file: glue.SchemaContainer, script: boolean): glue.DiffParams {
  return {
    from: { tag: 'schemaDatasource', files: [file], configDir: '' },
    to: { tag: 'schemaDatamodel', files: [file] },
    script,
    exitCode: true, // 2 for a difference
    filters: { externalTables: [], externalEnums: [] },
  };
}

/** What the package's own entry does, which Node.js still warns about as an experiment. */
function startEngine(): void {
  const entry = import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const program = new WebAssembly.Module(fs.readFileSync(fileURLToPath(entry).replace(/js$/, 'wasm')));
  const imports = { './schema_engine_bg.js': { ...glue } as WebAssembly.ModuleImports }; // functions, all that wasm calls
  const { exports } = new WebAssembly.Instance(program, imports);
  setProgram(exports);
  const { __wbindgen_start: start } = exports;
  if (typeof start === 'function') start();
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) } });
}
