import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { openPool } from '../database/open-pool.ts';
import { typeId, typeIdOrNull } from '../graphql/ids/type-id.ts';
import { isSignedBy, type SignedHead } from '../ledger/chain/head.ts';
import { contradicted, newestHeads } from '../ledger/chain/heads.ts';
import { readPublicKey } from '../ledger/chain/signing-keys.ts';
import { StartError } from '../start-error.ts';
import type { CommandResult } from './command-result.ts';
import type { CommandContext } from './command-context.ts';
import { withDatabase } from './with-database.ts';
import { reasonOf } from '../reason-of.ts';
import { jsonOrNull } from '../json-or-null.ts';

/** The format of exported heads: one line of JSON each. */
const headLine = z
  .object({
    projectId: z.string().transform((text, context) => {
      const id = typeIdOrNull('prj', text);
      if (id === null) context.addIssue('is no id of a project');
      return id ?? z.NEVER;
    }),
    sequence: z.int32().min(1),
    hash: z.hex().length(64),
    signedAt: z.iso.datetime().transform(Date.parse),
    signature: z.hex().length(128),
  })
  .strict();

/** Exports the newest signed head of each project, one line each. */
export async function exportHeads({ config }: Pick<CommandContext, 'config'>): Promise<CommandResult> {
  const heads = await withPool(config, newestHeads);
  const exported = heads.map(({ projectId, signedAt, ...head }) => ({
    projectId: typeId('prj', projectId),
    ...head,
    signedAt: new Date(signedAt).toISOString(),
  }));
  return { isGood: true, lines: exported.map((head) => JSON.stringify(head)), json: { heads: exported } };
}

/** Compares exported heads with the ledger. Throws StartError for a file or a key that cannot be read. */
export async function compareHeads(
  { config }: Pick<CommandContext, 'config'>,
  { file, keyFile }: { readonly file: string; readonly keyFile: string | null },
): Promise<CommandResult> {
  const keyAt = keyFile ?? config.ledgerSigningKeyFile;
  if (keyAt === null)
    throw new StartError('heads need the key that signed them: name it by --key, or set LEDGER_SIGNING_KEY_FILE');
  const key = await readPublicKey(keyAt);
  const heads = await readHeads(file);
  const forged = heads.findIndex((head) => !isSignedBy(head, key));
  if (forged !== -1) throw new StartError(`line ${forged + 1} of ${file} was not signed by the key ${keyAt}`);
  const found = await withPool(config, (pool) => contradicted(pool, heads));
  const problems = found.map((problem) => ({ ...problem, projectId: typeId('prj', problem.projectId) }));
  const lines = problems.map(({ projectId, code, message }) => `${projectId} ${code}: ${message}`);
  const isGood = problems.length === 0;
  const summary = isGood
    ? `The ledger agrees with ${heads.length} heads.`
    : `The ledger contradicts ${problems.length} of ${heads.length} heads.`;
  return { isGood, lines: [...lines, summary], json: { ok: isGood, heads: heads.length, problems } };
}

async function readHeads(file: string): Promise<SignedHead[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new StartError(`the heads cannot be read: ${reasonOf(error)}`);
  });
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.length === 0) throw new StartError(`${file} holds no heads`);
  return lines.map((line, index) => {
    const head = headLine.safeParse(jsonOrNull(line));
    if (!head.success) throw new StartError(`line ${index + 1} of ${file} is no head`);
    return head.data;
  });
}

function withPool<Result>(
  config: CommandContext['config'],
  use: (pool: ReturnType<typeof openPool>) => Promise<Result>,
): Promise<Result> {
  return withDatabase(config, async (url) => {
    const pool = openPool({ connectionString: url, max: 1 });
    try {
      return await use(pool);
    } finally {
      await pool.end();
    }
  });
}
