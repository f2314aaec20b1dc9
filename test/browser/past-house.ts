import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OpenHouse } from './open-house.ts';
import { DAY_MS } from '../../src/instant.ts';

const preload = path.join(import.meta.dirname, '../support/movable-clock.mts');

/** A Darkroom that has been there for some weeks: its clock is set back, and then forward again day by day. */
export class PastHouse {
  readonly house: OpenHouse;
  readonly #folder: string;

  private constructor(house: OpenHouse, folder: string) {
    this.house = house;
    this.#folder = folder;
  }

  static async open(daysAgo: number): Promise<PastHouse> {
    const folder = mkdtempSync(path.join(tmpdir(), 'darkroom-clock-'));
    setClock(folder, daysAgo);
    const house = await OpenHouse.open({
      NODE_OPTIONS: `--import=${preload} --disable-warning=ExperimentalWarning`,
      CLOCK_OFFSET_FILE: fileIn(folder),
    });
    return new PastHouse(house, folder);
  }

  /** From now on it is so many days ago; 0: now. Never back. */
  moveTo(daysAgo: number): void {
    setClock(this.#folder, daysAgo);
  }

  async close(): Promise<void> {
    await this.house.close();
    rmSync(this.#folder, { recursive: true });
  }
}

/** In one step: a clock that is read in the middle would jump to now and back. */
function setClock(folder: string, daysAgo: number): void {
  const next = path.join(folder, 'next');
  writeFileSync(next, String(-daysAgo * DAY_MS));
  renameSync(next, fileIn(folder));
}

function fileIn(folder: string): string {
  return path.join(folder, 'offset');
}
