import type { LoopResult } from '../measuring/closed-loop.ts';
import type { Bench } from '../section.ts';
import type { ContenderName, Load } from './charging.ts';
import type { Contenders } from './contenders.ts';

/** One contender under one load. */
export interface Cell {
  readonly contender: ContenderName;
  readonly shape: Load['shape'];
  readonly callers: number;
  /** Two milliseconds were added to every commit. */
  readonly isSlow: boolean;
}

export interface Sample extends LoopResult {
  readonly postgresMicros: number;
}

/** By the cell, one sample a round. */
export type Samples = ReadonlyMap<Cell, readonly Sample[]>;

/** Every cell once a round, forwards and backwards in turns, after a round that does not count. */
export async function measureCells(
  { cluster, scale, say }: Bench,
  contenders: Contenders,
  cells: readonly Cell[],
): Promise<Samples> {
  const samples = new Map<Cell, Sample[]>(cells.map((cell) => [cell, []]));
  for (let round = 0; round <= scale.rounds; round += 1) {
    say(round === 0 ? '  warming up' : `  round ${round} of ${scale.rounds}`);
    await cluster.checkpoint();
    for (const cell of round % 2 === 0 ? cells : cells.toReversed()) {
      const { contender, shape, callers, isSlow } = cell;
      const durationMs = round === 0 ? warmUpMs(shape, scale.windowMs) : scale.windowMs;
      const before = cluster.cpuMicros();
      const result = await contenders.of(contender, isSlow).call('measure', { shape, callers, durationMs });
      const postgresMicros = cluster.cpuMicros() - before;
      if (round > 0) samples.get(cell)?.push({ ...result, postgresMicros });
    }
  }
  return samples;
}

/** Before spread charges are counted, nearly every project is to have been charged once, as in a process that has run for a while. */
function warmUpMs(shape: Load['shape'], windowMs: number): number {
  return shape === 'spread' ? windowMs * 5 : windowMs / 3;
}
