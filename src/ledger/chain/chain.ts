import { hash as digest } from 'node:crypto';
import type { ProjectId } from '../../ids.ts';
import type { LedgerEntry } from '../kernel/entry.ts';
import { hashedBytes } from './line-content.ts';

/** The end of a project's chain, from which the next hash is computed. Sequence 0, with a hash of zeros: there is no entry. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: LineHash;
}

/**
 * A SHA-256 digest in hexadecimal digits. Node makes such a string in half the time of a Buffer: 0.5 µs for an entry of 390
 * bytes instead of 1.2 µs.
 */
export type LineHash = string;

export const CHAIN_START: ChainEnd = { sequence: 0, hash: '0'.repeat(64) };

/** The hashes of new entries, and the resulting ends of their chains. */
export interface Chained {
  /** The hash of each entry; null if the chain ends before the entry's predecessor. A trigger computes these. */
  readonly hashes: readonly (LineHash | null)[];
  readonly ends: ReadonlyMap<ProjectId, ChainEnd>;
}

/** Hashes new entries. The entries of a project are in order, and `before` contains the chain end of every project. */
export function chain(entries: readonly LedgerEntry[], before: ReadonlyMap<ProjectId, ChainEnd>): Chained {
  const ends = new Map(before);
  const hashes = entries.map((entry) => {
    const end = ends.get(entry.projectId);
    if (end?.sequence !== entry.sequence - 1) return null;
    const hash = digest('sha256', hashedBytes(end.hash, entry), 'hex');
    ends.set(entry.projectId, { sequence: entry.sequence, hash });
    return hash;
  });
  return { hashes, ends };
}
