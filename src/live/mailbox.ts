/** A watcher that has not read for so long that this many messages wait is sent nothing more until it has caught up. */
const WAITING_MAX = 1_000;

/** What a watcher finds when it looks: messages in order, or that some were dropped because it read too slowly. */
export type Mail<Message> = { readonly messages: readonly Message[]; readonly dropped: boolean };

/** The messages that wait for one watcher. Bounded: a watcher that stops reading costs a fixed amount of memory. */
export class Mailbox<Message> {
  #waiting: Message[] = [];
  #dropped = false;
  #closed = false;
  #wake: (() => void) | null = null;

  put(messages: readonly Message[]): void {
    if (this.#closed) return;
    if (this.#waiting.length + messages.length > WAITING_MAX) {
      this.#waiting = [];
      this.#dropped = true;
    } else {
      this.#waiting.push(...messages);
    }
    this.#wake?.();
  }

  /** Waits until there is something. Null once the mailbox is closed. */
  async take(): Promise<Mail<Message> | null> {
    while (this.#waiting.length === 0 && !this.#dropped && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
    if (this.#closed) return null;
    const mail = { messages: this.#waiting, dropped: this.#dropped };
    this.#waiting = [];
    this.#dropped = false;
    return mail;
  }

  /** Wakes whoever waits; from now on there is nothing to take. */
  close(): void {
    this.#closed = true;
    this.#waiting = [];
    this.#wake?.();
  }
}
