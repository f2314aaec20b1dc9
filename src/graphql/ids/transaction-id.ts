import type { ProjectId } from '../../ids.ts';
import { invalid } from '../../input/invalid-input.ts';
import type { EntryPosition } from '../../ledger/kernel/entry.ts';
import { base32OfHex, hexOfBase32 } from './base32.ts';
import { decodeUuid, encodeUuid, UUID_CHARACTERS, wrongId } from './type-id.ts';

/** 35 bits for a sequence of 31. */
const SEQUENCE_CHARACTERS = 7;
const SEQUENCE_MAX = 2 ** 31 - 1;

/** A transaction has no id of its own: `txn_…` is its position, the project's UUID and then the sequence, both in base 32. */
export function transactionId({ projectId, sequence }: EntryPosition): string {
  return `txn_${encodeUuid(projectId)}${base32OfHex(sequence.toString(16).padStart(8, '0'), SEQUENCE_CHARACTERS)}`;
}

/** The position that an id names, or InvalidInputError that names the field. */
export function readTransactionId(text: string, field: string): EntryPosition {
  const body = text.startsWith('txn_') ? text.slice(4) : '';
  const projectId = decodeUuid(body.slice(0, UUID_CHARACTERS));
  const isLong = body.length === UUID_CHARACTERS + SEQUENCE_CHARACTERS;
  const hex = isLong ? hexOfBase32(body.slice(UUID_CHARACTERS)) : null;
  const sequence = Number.parseInt(hex ?? '0', 16);
  if (projectId === null || sequence < 1 || sequence > SEQUENCE_MAX) {
    throw invalid(field, wrongId('txn', text));
  }
  return { projectId: projectId as ProjectId, sequence }; // the position begins with a project's id
}
