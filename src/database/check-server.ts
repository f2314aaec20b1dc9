import { openClient } from './open-client.ts';
import { StartError } from '../start-error.ts';

/** The oldest PostgreSQL that the statements are written for, as server_version_num tells it. */
const VERSION_MIN = 150_000;

/** Throws StartError where the database cannot be reached or is too old. */
export async function checkServer(url: string): Promise<void> {
  const client = await openClient(url);
  try {
    const { rows } = await client.query<{ number: number; name: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
    );
    const [version] = rows;
    if (version && version.number >= VERSION_MIN) return;
    throw new StartError(`the database is PostgreSQL ${version?.name}; Darkroom needs 15 or newer`);
  } finally {
    await client.end();
  }
}
