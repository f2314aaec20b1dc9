import type { TransactionLineFragment } from '../../generated/graphql.ts';
import { type Day, dayOf } from '../../look/calendar-day.ts';

const LINES_PER_SECTION = 50;

export interface PlacedLine {
  readonly line: TransactionLineFragment;
  /** The day that begins above the line; null where it goes on. */
  readonly newDay: Day | null;
  /** Its place in the whole table, headings of days counted too, from 2 on: 1 is the table's own heading. */
  readonly rowIndex: number;
}

/** Lines that are rendered or skipped together. */
export interface TableSection {
  readonly key: string;
  readonly lines: readonly PlacedLine[];
}

/**
 * The lines in sections: those that came while somebody was looking, then fifty at a time. A line never changes its part, so that
 * nothing is drawn again when lines are added at either end.
 */
export function tableSections(lines: readonly TransactionLineFragment[], newestAtFirst: number): TableSection[] {
  const placed = placeLines(lines);
  const known = placed.findIndex(({ line }) => line.sequence <= newestAtFirst);
  const firstKnown = known === -1 ? placed.length : known;
  const sections: TableSection[] = firstKnown === 0 ? [] : [{ key: 'new', lines: placed.slice(0, firstKnown) }];
  for (let start = firstKnown; start < placed.length; start += LINES_PER_SECTION) {
    sections.push({
      key: `${(start - firstKnown) / LINES_PER_SECTION}`,
      lines: placed.slice(start, start + LINES_PER_SECTION),
    });
  }
  return sections;
}

function placeLines(lines: readonly TransactionLineFragment[]): PlacedLine[] {
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
