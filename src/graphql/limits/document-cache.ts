import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/**
 * Of the heap, for each token: the token itself, the node that it begins, and what is worked out of it when the document is
 * first checked and run. Measured on V8 of Node 24: 175 to 520 bytes parsed, the dearest a selection of fields; its cost adds
 * up to 250.
 */
const BYTES_PER_TOKEN = 800;

/** A text takes V8 one or two bytes a character, and the table of its lines eight for each character that is a line break. */
const BYTES_PER_CHARACTER = 10;

/** The document around them, and its entry. */
const BYTES_PER_DOCUMENT = 2_000;

/** Documents that were read and may be run, by a name of their text. As many as fit; what was asked for last stays longest. */
export type DocumentCache = LRUCache<string, DocumentNode>;

/** What a document that has been checked and run takes of the heap, at the most. */
export function retainedBytesOf({ loc, tokenCount }: DocumentNode): number {
  const characters = loc?.end ?? 0;
  return BYTES_PER_DOCUMENT + BYTES_PER_CHARACTER * characters + BYTES_PER_TOKEN * (tokenCount ?? characters);
}

/** The most that a document of so many characters takes: each is a token. */
export function retainedBytesMax(characters: number): number {
  return BYTES_PER_DOCUMENT + (BYTES_PER_CHARACTER + BYTES_PER_TOKEN) * characters;
}

export function createDocumentCache(bytesMax: number): DocumentCache {
  return new LRUCache({
    maxSize: bytesMax,
    sizeCalculation: (document, name) => retainedBytesOf(document) + BYTES_PER_CHARACTER * name.length,
  });
}
