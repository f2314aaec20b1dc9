import { type KeyObject, sign, verify } from 'node:crypto';
import type { ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';

/** The end of a project's chain of hashes at an instant. */
export interface Head {
  readonly projectId: ProjectId;
  readonly sequence: number;
  /** The hash of the entry with this sequence, in hex. */
  readonly hash: string;
  readonly signedAt: Instant;
}

export interface SignedHead extends Head {
  /** Ed25519, in hex. */
  readonly signature: string;
}

/** The signed text. It starts with its purpose, so that a signature made for another purpose is not valid for a head. */
function textOf({ projectId, sequence, hash, signedAt }: Head): Buffer {
  return Buffer.from(`darkroom ledger head\n${projectId}\n${sequence}\n${hash}\n${signedAt}\n`);
}

export function signHead(head: Head, key: KeyObject): SignedHead {
  return { ...head, signature: sign(null, textOf(head), key).toString('hex') };
}

export function isSignedBy(head: SignedHead, key: KeyObject): boolean {
  return verify(null, textOf(head), key, Buffer.from(head.signature, 'hex'));
}
