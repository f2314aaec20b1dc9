import { hash as digest } from 'node:crypto';
import type { ProjectId } from '../../ids.ts';
import type { LedgerEntry } from '../kernel/entry.ts';
import { hashedBytes } from './line-content.ts';

/** The newest entry of a project up to which every entry has its hash. Sequence 0: none has, and the hash is zeros. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: Buffer;
}

export const CHAIN_START: ChainEnd = { sequence: 0, hash: Buffer.alloc(32) };

/** New entries with their hashes, and where their chains then end. */
export interface Chained {
  /** Of each entry; null where an entry before it has none yet. `seal_lines` fills those in. */
  readonly hashes: readonly (Buffer | null)[];
  readonly ends: ReadonlyMap<ProjectId, ChainEnd>;
}

/** Hashes new entries, those of a project in order. `ends` has every project of theirs. */
export function chain(entries: readonly LedgerEntry[], before: ReadonlyMap<ProjectId, ChainEnd>): Chained {
  const ends = new Map(before);
  const hashes = entries.map((entry) => {
    const end = ends.get(entry.projectId);
    if (end?.sequence !== entry.sequence - 1) return null;
    const hash = digest('sha256', hashedBytes(end.hash, entry), 'buffer');
    ends.set(entry.projectId, { sequence: entry.sequence, hash });
    return hash;
  });
  return { hashes, ends };
}
