import type { Machine } from '../measuring/machine.ts';
import { shown } from './numbers.ts';
import { type Bar, isMet, type Results, type SectionResult, type Table } from './results.ts';

/** Where the part of RESULTS.md begins and ends that docs/performance.md repeats. */
export const QUOTE_BEGIN = '<!-- bars -->';
export const QUOTE_END = '<!-- end of bars -->';

/** RESULTS.md: the machine, every bar with its result, then the tables of each section. */
export function renderResults(results: Results): string {
  const sections = Object.entries(results.sections);
  return [
    '# Benchmark results',
    'Written by `npm run bench`; a run of one section replaces the results of that section. A "ratio of A to B" divides A of the case before the colon by A of B. Both ran in turns in the same run; the figure is the median of the ratios of the rounds.',
    QUOTE_BEGIN,
    machineLines(results.machine),
    barTable(sections),
    QUOTE_END,
    ...sections.map(([name, section]) => renderSection(name, section)),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

/** The part that docs/performance.md repeats, without its marks. Null where the text has none. */
export function quoted(text: string): string | null {
  const begin = text.indexOf(QUOTE_BEGIN);
  const end = text.indexOf(QUOTE_END);
  return begin < 0 || end < begin ? null : text.slice(begin + QUOTE_BEGIN.length, end).trim();
}

function machineLines({ cpu, cores, memoryGib, system, node, postgres, packages }: Machine): string {
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return [
    `${cpu}, ${cores} cores shared by database, server and load, ${memoryGib} GiB; ${system}; Node ${node}; PostgreSQL ${postgres} with fsync on, as \`npm start\` starts it.`,
    `${versions.join(', ')}.`,
  ].join('\n');
}

function barTable(sections: readonly (readonly [string, SectionResult])[]): string {
  const rows = sections.flatMap(([name, { bars }]) =>
    bars.map((bar) => [name, bar.what, measuredOf(bar), limitOf(bar), verdictOf(bar)]),
  );
  return markdownTable(['section', 'measurement', 'result', 'bar', 'verdict'], rows);
}

function measuredOf({ measured, unit }: Bar): string {
  return `**${shown(measured)}${unit}**`;
}

function limitOf({ limit, unit }: Bar): string {
  return 'atLeast' in limit ? `≥ ${shown(limit.atLeast)}${unit}` : `≤ ${shown(limit.atMost)}${unit}`;
}

function verdictOf(bar: Bar): string {
  const met = isMet(bar);
  if (met === null) return `not judged: ${bar.notJudged}`;
  return met ? 'met' : 'missed';
}

function renderSection(name: string, section: SectionResult): string {
  const { measuredAt, commit, loadAverages, seconds, tables } = section;
  const head = `Measured ${measuredAt} in ${Math.round(seconds)} s at commit ${commit}; load average ${loadAverages[0]} before, ${loadAverages[1]} after.`;
  return [`## ${name}`, head, ...tables.map(renderTable)].join('\n\n');
}

function renderTable({ caption, columns, rows }: Table): string {
  return `${caption}\n\n${markdownTable(columns, rows)}`;
}

/** Pads the columns as Prettier does, so that the format check accepts the file. */
function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, index) => Math.max(3, ...all.map((row) => (row[index] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, index) => (cells[index] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(columns), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}
