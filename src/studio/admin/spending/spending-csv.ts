import { csvRecord } from '../../../csv-record.ts';
import { type Spending, type SpendingGroup } from './use-spending.ts';

/** The report as CSV, with one line for each day and group. */
export function spendingCsv({ groups }: Spending, nameOf: (group: SpendingGroup) => string): Blob {
  const lines = groups.flatMap((group) =>
    group.days.map(({ day, actions, credits }) =>
      csvRecord([day.slice(0, 10), nameOf(group), group.apiKeyId ?? null, actions, credits]),
    ),
  );
  const head = csvRecord(['day_utc', 'spent_by', 'api_key_id', 'actions', 'credits']);
  return new Blob([head, ...lines.toSorted()], { type: 'text/csv;charset=utf-8' });
}
