import { openClient } from '../../src/database/open-client.ts';
import { auditCharges } from '../bench/ledger/audit.ts';
import { until } from '../support/until.ts';

/** Resolves once every action has ended. Throws where a charge and the end of its action do not agree, or a ledger is wrong. */
export async function allEndedExactly(databaseUrl: string): Promise<Map<string, number>> {
  const client = await openClient(databaseUrl);
  try {
    const ended = await until(async () => {
      const { rows } = await client.query<{ status: string; count: number }>(
        'select status::text, count(*)::int from actions group by 1',
      );
      const counts = new Map(rows.map(({ status, count }) => [status, count]));
      return !counts.has('QUEUED') && !counts.has('RUNNING') && counts;
    });
    const { rows: wrong } = await client.query(
      `select a.id, a.status from actions a
       left join credit_transactions r on r.project_id = a.project_id and r.action_id = a.id and r.kind = 'REFUND'
       where (a.status in ('FAILED', 'CANCELED')) <> (r.sequence is not null)`,
    );
    if (wrong.length > 0) throw new Error(`refunded, or not, against its end: ${JSON.stringify(wrong[0])}`);
    await auditCharges([databaseUrl]);
    return ended;
  } finally {
    await client.end();
  }
}
