/** Every so many lines of a project one is a mark, which the index `credit_transactions_marks` holds by its time. */
const MARK_EVERY = 32;

const SEQUENCE_MAX = 2 ** 31 - 1;

/**
 * SQL that gives these columns of the newest line `l` of project $1 which is dated at an instant or before it, or no row.
 * Lines are dated in their order, so it is one of the 32 before the first mark that is dated later: two index look-ups,
 * however long the ledger is.
 */
export function newestLine(columns: string, atMs: string): string {
  const at = `to_timestamp(${atMs} / 1000)`;
  return `select ${columns} from credit_transactions l
    where l.project_id = $1 and l.created_at <= ${at} and l.sequence < coalesce((
      select m.sequence from credit_transactions m
      where m.project_id = $1 and m.sequence % ${MARK_EVERY} = 0 and m.created_at > ${at}
      order by m.created_at, m.sequence limit 1
    ), ${SEQUENCE_MAX})
    order by l.sequence desc limit 1`;
}
