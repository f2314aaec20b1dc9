import Papa from 'papaparse';
import { dateOf, isDay } from '../../look/calendar-day.ts';

/** As many as the API grants in one call. */
export const ROWS_MAX = 1_000;

const CREDITS_MAX = 1_000_000_000;
const NOTE_MAX = 1_000;
const COLUMNS = ['project', 'credits', 'expiry', 'note'] as const;

export interface KnownProject {
  readonly id: string;
  readonly name: string;
  readonly balance: number;
}

export interface RowGrant {
  readonly project: KnownProject;
  readonly credits: number;
  readonly expiresAt: string | null;
  readonly note: string | null;
}

/** A row of the file: a grant, or what is wrong with it. */
export interface GrantRow {
  /** Counted like the rows of a spreadsheet: the header is row 1. */
  readonly row: number;
  readonly said: Readonly<Record<(typeof COLUMNS)[number], string>>;
  readonly grant: RowGrant | null;
  readonly problem: string | null;
}

export interface GrantFile {
  readonly rows: readonly GrantRow[];
  /** Of the file as a whole: then it has no rows. */
  readonly problem: string | null;
}

/** Reads the columns project, credits, expiry and note, in any order; the last two may be missing. */
export function readGrants(text: string, projects: readonly KnownProject[], now: Date): GrantFile {
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (title) => title.trim().toLowerCase(),
  });
  const missing = ['project', 'credits'].filter((title) => !meta.fields?.includes(title));
  if (missing.length > 0)
    return unread(`The first row has to name the columns; “${missing.join('” and “')}” is missing.`);
  if (data.length === 0) return unread('There is no row below the header.');
  if (data.length > ROWS_MAX) return unread('At most 1,000 rows can be imported at once.');
  const broken = new Set(errors.map(({ row }) => row));
  return {
    problem: null,
    rows: data.map((cells, index) => {
      const cell = (title: string) => cells[title]?.trim() ?? '';
      const said = { project: cell('project'), credits: cell('credits'), expiry: cell('expiry'), note: cell('note') };
      const read = broken.has(index) ? 'has more or fewer cells than the header' : grantOf(said, projects, now);
      const [grant, problem] = typeof read === 'string' ? [null, read] : [read, null];
      return { row: index + 2, said, grant, problem };
    }),
  };
}

function unread(problem: string): GrantFile {
  return { rows: [], problem };
}

/** What is wrong, in words, where it is no grant. */
function grantOf(said: GrantRow['said'], projects: readonly KnownProject[], now: Date): RowGrant | string {
  const found = projects.filter(({ id, name }) => id === said.project || name === said.project);
  const [project] = found;
  if (!project) return 'no open project has this name or id';
  if (found.length > 1) return `${found.length} projects have this name: use the id, prj_…`;
  const credits = /^\d+$/.test(said.credits) ? Number(said.credits) : 0;
  if (credits < 1 || credits > CREDITS_MAX) return 'credits must be a whole number from 1 to 1,000,000,000';
  if (said.note.length > NOTE_MAX) return 'the note must have at most 1,000 characters';
  const expiry = said.expiry === '' ? null : expiryOf(said.expiry);
  if (expiry && Number.isNaN(expiry.getTime())) return 'expiry must be a day, such as 2027-12-31';
  if (expiry && expiry <= now) return 'the expiry has passed';
  const note = said.note === '' ? null : said.note;
  return { project, credits, expiresAt: expiry && expiry.toISOString(), note };
}

/** A day as it begins here, or an instant with its offset. */
function expiryOf(text: string): Date {
  if (isDay(text)) return dateOf(text);
  return /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : new Date(Number.NaN);
}
