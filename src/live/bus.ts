/**
 * Notifications between processes: the newest sequence of a project's ledger, the ids of changed actions and purchases and
 * of images with new feedback, and the hashes of removed pictures. Everything else is in the database. A lost notification does no
 * harm: after an interruption of their own or of the sender, receivers read the changes that they may have missed, and they check
 * the sequences of watched projects from time to time.
 *
 * The first notification is sent at once. Those that are published while it is being sent, and shortly afterwards, are
 * combined into the next one: one for each commit would cost as much as the commit.
 */
import type { ActionId, ImageId, ProjectId, PurchaseId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { messageText, type News, readMessage, readNews } from './bus-message.ts';
import { type BusTransport, LOSS_DETECTION_MAX_MS } from './bus-transport.ts';

export interface BusOptions {
  readonly transport: BusTransport;
  /** Identifies the messages of this process. */
  readonly origin: string;
  readonly clock: () => Instant;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly onSequence: (projectId: ProjectId, sequence: number) => void;
  readonly onAction: (projectId: ProjectId, actionId: ActionId, traceparent: string | null) => void;
  readonly onPurchase: (projectId: ProjectId, purchaseId: PurchaseId) => void;
  readonly onFeedback: (projectId: ProjectId, imageId: ImageId) => void;
  readonly onPictureRemoved: (contentHash: string) => void;
  /** Called when notifications since this instant may not have arrived. */
  readonly onMissed: (since: Instant) => void;
  /** Called when notifications arrive again. */
  readonly onConnected: () => void;
  /** Called with the number of items of a message that are not notifications; 1 if the message is none at all. */
  readonly onMalformed: (items: number) => void;
  readonly onError: (error: unknown) => void;
}

export class Bus {
  readonly #options: BusOptions;
  readonly #sequences = new Map<ProjectId, number>();
  readonly #actions = new Map<ActionId, { readonly projectId: ProjectId; readonly traceparent: string | null }>();
  readonly #purchases = new Map<PurchaseId, ProjectId>();
  readonly #feedback = new Map<ImageId, ProjectId>();
  readonly #removedPictures = new Set<string>();
  #jobs = 0;
  /** The instant since which notifications of this process may have been lost. Null if none were, or after receivers were notified of it. */
  #unsentSince: Instant | null = null;
  #flushing: Promise<void> | null = null;

  constructor(options: BusOptions) {
    this.#options = options;
  }

  get transport(): Pick<BusTransport, 'name' | 'isConnected'> {
    return this.#options.transport;
  }

  async open(): Promise<void> {
    const { transport, onError } = this.#options;
    await transport.open({
      onMessage: (message) => this.#receive(message),
      onLost: (error) => this.#lose(error),
      onConnected: () => this.#recover(),
      onError,
    });
  }

  /** Sends the remaining messages, then stops listening. */
  async close(): Promise<void> {
    await this.#flushing;
    await this.#options.transport.close();
  }

  publishSequence(projectId: ProjectId, sequence: number): void {
    this.#sequences.set(projectId, Math.max(sequence, this.#sequences.get(projectId) ?? 0));
    this.#flushing ??= this.#flush();
  }

  /** `traceparent` is the span that changed it; null: nothing is traced. */
  publishAction(projectId: ProjectId, actionId: ActionId, traceparent: string | null = null): void {
    this.#actions.set(actionId, { projectId, traceparent });
    this.#flushing ??= this.#flush();
  }

  publishPurchase(projectId: ProjectId, purchaseId: PurchaseId): void {
    this.#purchases.set(purchaseId, projectId);
    this.#flushing ??= this.#flush();
  }

  publishFeedback(projectId: ProjectId, imageId: ImageId): void {
    this.#feedback.set(imageId, projectId);
    this.#flushing ??= this.#flush();
  }

  publishRemovedPicture(contentHash: string): void {
    this.#removedPictures.add(contentHash);
    this.#flushing ??= this.#flush();
  }

  /** Wakes workers for a committed job. If the notification is lost, they find the job within 2 seconds. */
  publishJob(): void {
    this.#jobs += 1;
    this.#flushing ??= this.#flush();
  }

  async #flush(): Promise<void> {
    const { transport, wait } = this.#options;
    await Promise.resolve(); // sends what one batch publishes together
    while (this.#isAnythingLeft()) {
      const news = this.#takeNews();
      const jobs = this.#jobs;
      this.#jobs = 0;
      await this.#send(news, jobs);
      await wait(transport.pauseMs);
    }
    this.#flushing = null;
  }

  #isAnythingLeft(): boolean {
    const news = [this.#sequences, this.#actions, this.#purchases, this.#feedback, this.#removedPictures];
    return this.#jobs > 0 || news.some(({ size }) => size > 0);
  }

  #takeNews(): News[] {
    const news: News[] = [
      ...[...this.#sequences].map(([projectId, sequence]) => ['sequence', projectId, sequence] as const),
      ...[...this.#actions].map(([actionId, { projectId, traceparent }]): News =>
        traceparent === null ? ['action', projectId, actionId] : ['action', projectId, actionId, traceparent],
      ),
      ...[...this.#purchases].map(([purchaseId, projectId]) => ['purchase', projectId, purchaseId] as const),
      ...[...this.#feedback].map(([imageId, projectId]) => ['feedback', projectId, imageId] as const),
      ...[...this.#removedPictures].map((contentHash) => ['picture removed', contentHash] as const),
    ];
    this.#sequences.clear();
    this.#actions.clear();
    this.#purchases.clear();
    this.#feedback.clear();
    this.#removedPictures.clear();
    return news;
  }

  async #send(news: readonly News[], jobs: number): Promise<void> {
    const { transport, origin, onError } = this.#options;
    const unsentSince = this.#unsentSince;
    const all: News[] = unsentSince === null ? [...news] : [['missed', unsentSince], ...news];
    const messages: string[] = [];
    for (let start = 0; start < all.length; start += transport.newsPerMessageMax) {
      messages.push(messageText(origin, all.slice(start, start + transport.newsPerMessageMax)));
    }
    const isSent = await transport.send(messages, jobs).catch((error: unknown) => {
      onError(error);
      return false;
    });
    if (!isSent) this.#noteUnsent();
    else if (this.#unsentSince === unsentSince) this.#unsentSince = null;
  }

  #lose(error: unknown): void {
    const { clock, onMissed, onError } = this.#options;
    onError(error);
    onMissed(clock() - LOSS_DETECTION_MAX_MS);
    this.#noteUnsent();
  }

  #noteUnsent(): void {
    this.#unsentSince ??= this.#options.clock() - LOSS_DETECTION_MAX_MS;
  }

  /** Tells the other processes the instant from which notifications were lost: they read the changes since then from the database. */
  #recover(): void {
    this.#options.onConnected();
    if (this.#unsentSince !== null) this.#flushing ??= this.#send([], 0).then(() => this.#flush());
  }

  #receive(text: string): void {
    const { origin, onSequence, onAction, onPurchase, onFeedback, onPictureRemoved, onMissed, onMalformed } =
      this.#options;
    const message = readMessage(text);
    if (message === null) return onMalformed(1);
    if (message.origin === origin) return;
    const { news, malformed } = readNews(message.items);
    if (malformed > 0) onMalformed(malformed);
    for (const item of news) {
      if (item[0] === 'sequence') onSequence(item[1], item[2]);
      else if (item[0] === 'action') onAction(item[1], item[2], item[3] ?? null);
      else if (item[0] === 'purchase') onPurchase(item[1], item[2]);
      else if (item[0] === 'feedback') onFeedback(item[1], item[2]);
      else if (item[0] === 'missed') onMissed(item[1]);
      else onPictureRemoved(item[1]);
    }
  }
}
