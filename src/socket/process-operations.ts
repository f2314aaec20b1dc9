import type { DocumentNode } from 'graphql';

/** The memory that unfinished operations of all sockets of a process retain. */
export class ProcessOperations {
  /** The size of the messages that started them, and of the documents of subscriptions, each counted once. */
  retainedBytes = 0;
  /** The number of sockets that retain each document. */
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
