import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Machine } from '../measuring/machine.ts';
import { QUOTE_BEGIN, QUOTE_END, quoted, renderResults } from './render.ts';
import type { Results, SectionResult } from './results.ts';

/** What was measured, as data and as a table, in a folder, and the bars of it in a text that quotes them. */
export class ResultsFile {
  readonly #data: string;
  readonly #table: string;
  readonly #quotedIn: string | null;
  readonly #order: readonly string[];

  /** `quotedIn`: a file with the marks of a quotation, whose content is replaced; null: none. `order` is that of the sections. */
  constructor(folder: string, { quotedIn, order }: { quotedIn: string | null; order: readonly string[] }) {
    this.#data = path.join(folder, 'results.json');
    this.#table = path.join(folder, 'RESULTS.md');
    this.#quotedIn = quotedIn;
    this.#order = order;
  }

  /** Puts a section in the place of what was measured of it before. Gives that section as text. */
  async keep(machine: Machine, name: string, section: SectionResult): Promise<string> {
    const sections = { ...this.#read()?.sections, [name]: section };
    const ordered = this.#order.flatMap((key) => {
      const kept = sections[key];
      return kept === undefined ? [] : [[key, kept] as const];
    });
    const results: Results = { machine, sections: Object.fromEntries(ordered) };
    const table = renderResults(results);
    await mkdir(path.dirname(this.#data), { recursive: true });
    await writeFormatted(this.#data, JSON.stringify(results));
    await writeFormatted(this.#table, table);
    if (this.#quotedIn !== null) await quoteIn(this.#quotedIn, quoted(table) ?? '');
    return renderResults({ machine, sections: { [name]: section } });
  }

  #read(): Results | null {
    return existsSync(this.#data) ? (JSON.parse(readFileSync(this.#data, 'utf8')) as Results) : null; // written above
  }
}

async function quoteIn(file: string, bars: string): Promise<void> {
  const text = readFileSync(file, 'utf8');
  const begin = text.indexOf(QUOTE_BEGIN) + QUOTE_BEGIN.length;
  const end = text.indexOf(QUOTE_END);
  if (quoted(text) === null) throw new Error(`${file} has no place for what was measured`);
  await writeFormatted(file, `${text.slice(0, begin)}\n\n${bars}\n\n${text.slice(end)}`);
}

/** As the format check wants it. */
async function writeFormatted(file: string, text: string): Promise<void> {
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
