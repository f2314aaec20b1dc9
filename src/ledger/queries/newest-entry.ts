/** Every 32nd entry of a project is in the index `credit_transactions_marks`, by its time. */
const MARK_EVERY = 32;

const SEQUENCE_MAX = 2 ** 31 - 1;

/**
 * SQL that selects columns of the newest entry `l` of project $1 that is dated at or before an instant, or no row. Times
 * ascend with sequences, so it is one of the 32 entries before the first later mark: two index look-ups, however long the
 * ledger is.
 */
export function newestEntry(columns: string, atMs: string): string {
  const at = `to_timestamp(${atMs} / 1000)`;
  return `select ${columns} from credit_transactions l
    where l.project_id = $1 and l.created_at <= ${at} and l.sequence < coalesce((
      select m.sequence from credit_transactions m
      where m.project_id = $1 and m.sequence % ${MARK_EVERY} = 0 and m.created_at > ${at}
      order by m.created_at, m.sequence limit 1
    ), ${SEQUENCE_MAX})
    order by l.sequence desc limit 1`;
}
