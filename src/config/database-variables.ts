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
};

type Read = z.infer<z.ZodObject<typeof DATABASE_VARIABLES>>;

/** A problem with the combination of variables; null if there is none. */
export function problemOfDatabase({ DATABASE_URL, DATABASE_DIRECT_URL }: Read): string | null {
  return DATABASE_URL === null && DATABASE_DIRECT_URL !== null
    ? 'DATABASE_DIRECT_URL requires DATABASE_URL: set DATABASE_URL to the pooler, which serves reads, or unset DATABASE_DIRECT_URL'
    : null;
}
