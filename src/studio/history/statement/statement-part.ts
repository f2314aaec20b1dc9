import type { TransactionLineFragment } from '../../generated/graphql.ts';
import { type Day, dayOf } from '../../look/calendar-day.ts';

const PART_LINES = 50;

export interface StatementLine {
  readonly line: TransactionLineFragment;
  /** The day that begins above the line; null where it goes on. */
  readonly newDay: Day | null;
  /** Its place in the whole table, headings of days counted too, from 2 on: 1 is the table's own heading. */
  readonly rowIndex: number;
}

/** Lines that are drawn, or left out, together. */
export interface StatementPart {
  readonly key: string;
  readonly lines: readonly StatementLine[];
}

/**
 * The lines in parts: those that came while somebody was looking, then fifty at a time. A line never changes its part, so that
 * nothing is drawn anew when lines come at either end.
 */
export function statementParts(lines: readonly TransactionLineFragment[], newestAtFirst: number): StatementPart[] {
  const placed = withDays(lines);
  const known = placed.findIndex(({ line }) => line.sequence <= newestAtFirst);
  const firstKnown = known === -1 ? placed.length : known;
  const parts: StatementPart[] = firstKnown === 0 ? [] : [{ key: 'new', lines: placed.slice(0, firstKnown) }];
  for (let start = firstKnown; start < placed.length; start += PART_LINES) {
    parts.push({ key: `${(start - firstKnown) / PART_LINES}`, lines: placed.slice(start, start + PART_LINES) });
  }
  return parts;
}

function withDays(lines: readonly TransactionLineFragment[]): StatementLine[] {
  let lastDay = '';
  let rowIndex = 1;
  return lines.map((line) => {
    const day = dayOf(new Date(line.createdAt));
    const newDay = day === lastDay ? null : day;
    lastDay = day;
    rowIndex += newDay === null ? 1 : 2;
    return { line, newDay, rowIndex };
  });
}
