import Papa from 'papaparse';
import { dateOf, isDay } from '../../look/calendar-day.ts';
import { formatCount, formatList } from '../../language/formats.ts';
import { say } from '../../language/say.ts';

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
    return unread(
      say('imports.missing', { columns: formatList(missing.map((words) => say('imports.quoted', { words }))) }),
    );
  if (data.length === 0) return unread(say('imports.noRows'));
  if (data.length > ROWS_MAX) return unread(say('imports.tooMany', { max: formatCount(ROWS_MAX) }));
  const broken = new Set(errors.map(({ row }) => row));
  return {
    problem: null,
    rows: data.map((cells, index) => {
      const cell = (title: string) => cells[title]?.trim() ?? '';
      const said = { project: cell('project'), credits: cell('credits'), expiry: cell('expiry'), note: cell('note') };
      const read = broken.has(index) ? say('imports.cells') : grantOf(said, projects, now);
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
  if (!project) return say('imports.noProject');
  if (found.length > 1) return say('imports.ambiguous', { count: formatCount(found.length) });
  const credits = /^\d+$/.test(said.credits) ? Number(said.credits) : 0;
  if (credits < 1 || credits > CREDITS_MAX) return say('imports.wrongCredits', { max: formatCount(CREDITS_MAX) });
  if (said.note.length > NOTE_MAX) return say('imports.longNote', { max: formatCount(NOTE_MAX) });
  const expiry = said.expiry === '' ? null : expiryOf(said.expiry);
  if (expiry && Number.isNaN(expiry.getTime())) return say('imports.wrongExpiry');
  if (expiry && expiry <= now) return say('imports.expiryPassed');
  const note = said.note === '' ? null : said.note;
  return { project, credits, expiresAt: expiry && expiry.toISOString(), note };
}

/** A day as it begins here, or an instant with its offset. */
function expiryOf(text: string): Date {
  if (isDay(text)) return dateOf(text);
  return /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : new Date(Number.NaN);
}
