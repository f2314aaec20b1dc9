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

/** A linked list: an array would take 0.2 KiB per socket, and most sockets have one subscription. */
interface KeptDocument {
  readonly id: string;
  readonly document: DocumentNode;
  next: KeptDocument | null;
}

/**
 * The operations of one socket that have not ended. graphql-ws identifies an operation by its id only: if a client completes
 * an operation and reuses its id before the operation has ended, graphql-ws would run both, end one of them, and report the
 * end of the other. So such a message waits here until the operation has ended, and all later messages wait behind it.
 */
export class Operations {
  #live = 0;
  #retainedBytes = 0;
  /** Ids of operations that the client has completed and that have not ended yet. */
  #completed: Set<string> | null = null;
  /** The documents of subscriptions, the newest first. */
  #documents: KeptDocument | null = null;
  /** Oldest first. */
  #waiting: WaitingMessage[] | null = null;

  /** The number of operations that have not ended, including those that the client has completed. */
  get live(): number {
    return this.#live;
  }

  get retainedBytes(): number {
    return this.#retainedBytes;
  }

  get isWaiting(): boolean {
    return this.#waiting !== null;
  }

  /** If it returns true, the message is queued, and `nextReady` returns it later. */
  mustWait(message: ClientMessage, bytes: number, limits: OperationLimits): boolean {
    const next = { message, bytes };
    if (this.#waiting === null && !this.#isEarly(next, limits)) return false;
    (this.#waiting ??= []).push(next);
    return true;
  }

  /** The oldest waiting message, if it can be processed now. */
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

  /** Records the document of a subscription. A document shared by several subscriptions of the socket is counted once. */
  keep(id: string, document: DocumentNode, process: ProcessOperations): void {
    const isKept = this.#keeps(document);
    this.#documents = { id, document, next: this.#documents };
    if (isKept) return;
    const bytes = retainedBytesOf(document);
    this.#retainedBytes += bytes;
    process.keep(document, bytes);
  }

  /** The client has completed an operation that has not ended. */
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

  /** Whether a message starts an operation whose id or capacity is held by one that is about to end. */
  #isEarly({ message: { type, id }, bytes }: WaitingMessage, limits: OperationLimits): boolean {
    if (this.#completed === null || type !== 'subscribe') return false;
    if (typeof id === 'string' && this.#completed.has(id)) return true;
    const isFull = this.#live >= limits.subscriptionsPerSocket;
    const documentBytes = this.#releasesDocument(this.#completed) ? retainedBytesMax(bytes) : 0; // it is parsed when it starts
    return isFull || this.#retainedBytes + bytes + documentBytes > limits.socketRetainedBytes;
  }

  /** Whether one of the completed operations is a subscription, whose document will be released when it ends. */
  #releasesDocument(completed: ReadonlySet<string>): boolean {
    for (let kept = this.#documents; kept; kept = kept.next) if (completed.has(kept.id)) return true;
    return false;
  }
}
