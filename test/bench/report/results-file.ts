import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Machine } from '../measuring/machine.ts';
import { renderResults } from './render.ts';
import type { Results, SectionResult } from './results.ts';

/** What was measured, as data and as a table, in a folder. */
export class ResultsFile {
  readonly #data: string;
  readonly #table: string;
  readonly #order: readonly string[];

  /** `order` is that of the sections. */
  constructor(folder: string, order: readonly string[]) {
    this.#data = path.join(folder, 'results.json');
    this.#table = path.join(folder, 'RESULTS.md');
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
    await writeFile(this.#data, `${JSON.stringify(results, null, 2)}\n`);
    await writeFile(this.#table, renderResults(results));
    return renderResults({ machine, sections: { [name]: section } });
  }

  #read(): Results | null {
    return existsSync(this.#data) ? (JSON.parse(readFileSync(this.#data, 'utf8')) as Results) : null; // written above
  }
}
