import type { Queryable } from '../../database/statement.ts';
import type { Instant, ProjectId } from '../kernel/ids.ts';
import { entriesAt, newestBefore } from './entries.ts';

/**
 * The balance as it was at an instant that has passed, the lines of that very instant included. The project has been
 * settled up to then: expiries are dated at their expiry, however late they were written.
 */
export async function balanceAt(on: Queryable, projectId: ProjectId, at: Instant): Promise<number> {
  const sequence = await newestBefore(on, projectId, at + 1); // times are whole milliseconds
  const [entry] = await entriesAt(on, [{ projectId, sequence }]);
  return entry?.balanceAfter ?? 0;
}
