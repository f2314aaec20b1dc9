import type { DocumentNode } from 'graphql';
import { retainedBytesMax, retainedBytesOf } from '../graphql/limits/document-cache.ts';
import type { ClientMessage } from './client-message.ts';
import type { ProcessOperations } from './process-operations.ts';
import type { SocketLimits } from './socket-limits.ts';

type OperationLimits = Pick<SocketLimits, 'subscriptionsPerSocket' | 'socketRetainedBytes'>;

interface WaitingMessage {
  readonly message: ClientMessage;
  readonly bytes: number;
}

/** One of a chain: a list takes 0.2 KiB of each socket, most of which have one subscription. */
interface KeptDocument {
  readonly id: string;
  readonly document: DocumentNode;
  next: KeptDocument | null;
}

/**
 * The operations of one socket that have not ended. graphql-ws knows an operation by its id alone, also across an `await`:
 * where an id is used again before the operation that was completed under it has ended, it would run both, end one of
 * them, and tell the client of the other's end. So such a message waits here until that has ended, and what follows it
 * waits with it.
 */
export class Operations {
  #live = 0;
  #retainedBytes = 0;
  /** Ids of operations that the client has completed and that have not ended yet. */
  #completed: Set<string> | null = null;
  /** Of the subscriptions, the newest first. */
  #documents: KeptDocument | null = null;
  /** Oldest first. */
  #waiting: WaitingMessage[] | null = null;

  /** Has not ended yet, those that the client has completed among them. */
  get live(): number {
    return this.#live;
  }

  get retainedBytes(): number {
    return this.#retainedBytes;
  }

  get isWaiting(): boolean {
    return this.#waiting !== null;
  }

  /** Where it is true, the message is kept, and given back by `nextReady`. */
  mustWait(message: ClientMessage, bytes: number, limits: OperationLimits): boolean {
    const next = { message, bytes };
    if (this.#waiting === null && !this.#isEarly(next, limits)) return false;
    (this.#waiting ??= []).push(next);
    return true;
  }

  /** The oldest message that waits, once it need not wait any longer. */
  nextReady(limits: OperationLimits): WaitingMessage | null {
    const [oldest] = this.#waiting ?? [];
    if (oldest === undefined || this.#isEarly(oldest, limits)) return null;
    this.#waiting?.shift();
    if (this.#waiting?.length === 0) this.#waiting = null;
    return oldest;
  }

  started(bytes: number, process: ProcessOperations): void {
    this.#live += 1;
    this.#retainedBytes += bytes;
    process.retainedBytes += bytes;
  }

  /** A subscription keeps its document as long as it lasts. One that several of a socket have is counted once. */
  keep(id: string, document: DocumentNode, process: ProcessOperations): void {
    const isKept = this.#keeps(document);
    this.#documents = { id, document, next: this.#documents };
    if (isKept) return;
    const bytes = retainedBytesOf(document);
    this.#retainedBytes += bytes;
    process.keep(document, bytes);
  }

  /** The client has completed one that has not ended. */
  completed(id: string): void {
    (this.#completed ??= new Set()).add(id);
  }

  ended(id: string, bytes: number, process: ProcessOperations): void {
    this.#live -= 1;
    this.#retainedBytes -= bytes;
    process.retainedBytes -= bytes;
    this.#letGo(id, process);
    if (this.#completed?.delete(id) && this.#completed.size === 0) this.#completed = null;
  }

  #keeps(document: DocumentNode): boolean {
    for (let kept = this.#documents; kept; kept = kept.next) if (kept.document === document) return true;
    return false;
  }

  #letGo(id: string, process: ProcessOperations): void {
    let newer: KeptDocument | null = null;
    let kept = this.#documents;
    for (; kept && kept.id !== id; kept = kept.next) newer = kept;
    if (!kept) return;
    if (newer) newer.next = kept.next;
    else this.#documents = kept.next;
    if (this.#keeps(kept.document)) return;
    const bytes = retainedBytesOf(kept.document);
    this.#retainedBytes -= bytes;
    process.letGo(kept.document, bytes);
  }

  /** It starts an operation under an id that is still in use, or in the place of one that is about to end. */
  #isEarly({ message: { type, id }, bytes }: WaitingMessage, limits: OperationLimits): boolean {
    if (this.#completed === null || type !== 'subscribe') return false;
    if (typeof id === 'string' && this.#completed.has(id)) return true;
    const isFull = this.#live >= limits.subscriptionsPerSocket;
    const documentBytes = this.#releasesDocument(this.#completed) ? retainedBytesMax(bytes) : 0; // read when it is started
    return isFull || this.#retainedBytes + bytes + documentBytes > limits.socketRetainedBytes;
  }

  /** A subscription that has been completed ends within moments. */
  #releasesDocument(completed: ReadonlySet<string>): boolean {
    for (let kept = this.#documents; kept; kept = kept.next) if (completed.has(kept.id)) return true;
    return false;
  }
}
