import type { DocumentNode } from 'graphql';

/** The operations that have not ended of all sockets of a process, and what they keep. */
export class ProcessOperations {
  /** Of the messages that started them, and of the documents of subscriptions, each counted once. */
  retainedBytes = 0;
  /** How many sockets keep each. */
  readonly #documents = new Map<DocumentNode, number>();

  keep(document: DocumentNode, bytes: number): void {
    const sockets = this.#documents.get(document) ?? 0;
    this.#documents.set(document, sockets + 1);
    if (sockets === 0) this.retainedBytes += bytes;
  }

  letGo(document: DocumentNode, bytes: number): void {
    const sockets = (this.#documents.get(document) ?? 0) - 1;
    if (sockets > 0) return void this.#documents.set(document, sockets);
    this.#documents.delete(document);
    this.retainedBytes -= bytes;
  }
}
