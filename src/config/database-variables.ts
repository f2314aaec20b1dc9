import { z } from 'zod';
import { problemOfServerList, serverUrls } from '../database/server-list.ts';
import { url } from './variable-rules.ts';

const oneServer = url(/^postgres(ql)?:\/\//, 'postgresql://darkroom:secret@db.example.com/darkroom');

/** One server, or a list of servers of which one takes writes. */
const servers = z
  .string()
  .superRefine((value, context) => {
    const urls = serverUrls(value);
    const issue = urls.length === 1 ? oneServer.safeParse(value).error?.issues[0] : undefined;
    const message =
      issue?.message ?? problemOfServerList(value) ?? oneServer.safeParse(urls[0]).error?.issues[0]?.message;
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .nullable()
  .default(null);

export const DATABASE_VARIABLES = {
  DATABASE_URL: servers,
  DATABASE_DIRECT_URL: servers,
  DATABASE_REPLICA_URL: oneServer.nullable().default(null),
};

type Read = z.infer<z.ZodObject<typeof DATABASE_VARIABLES>>;

/** A problem with the combination of variables; null if there is none. */
export function problemOfDatabase({ DATABASE_URL, DATABASE_DIRECT_URL, DATABASE_REPLICA_URL }: Read): string | null {
  if (DATABASE_URL !== null) return null;
  if (DATABASE_DIRECT_URL !== null)
    return 'DATABASE_DIRECT_URL requires DATABASE_URL: set DATABASE_URL to the pooler, which serves reads, or unset DATABASE_DIRECT_URL';
  return DATABASE_REPLICA_URL === null
    ? null
    : 'DATABASE_REPLICA_URL requires DATABASE_URL, the primary that it replicates';
}
