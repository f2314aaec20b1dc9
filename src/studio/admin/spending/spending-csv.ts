import { csvRecord } from '../../../csv-record.ts';
import { type Spending, type SpendingGroup } from './use-spending.ts';

/** A line for each day and group, for a spreadsheet. */
export function spendingCsv({ groups }: Spending, nameOf: (group: SpendingGroup) => string): Blob {
  const lines = groups.flatMap((group) =>
    group.days.map(({ day, actions, credits }) =>
      csvRecord([day.slice(0, 10), nameOf(group), group.apiKeyId ?? null, actions, credits]),
    ),
  );
  const head = csvRecord(['day_utc', 'spent_by', 'api_key_id', 'actions', 'credits']);
  return new Blob([head, ...lines.toSorted()], { type: 'text/csv;charset=utf-8' });
}
