import type { ImageId } from '../ids.ts';

/** Concurrent requests for one upload URL: a client may retry while the server still waits on its broken connection. */
const SENDERS_PER_UPLOAD = 2;

/** Limits the memory of all concurrent uploads. Each counts with its announced size. */
export class UploadBudget {
  readonly #maxBytes: number;
  readonly #senders = new Map<ImageId, number>();
  #heldBytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** A function that releases the share, to be called once; or why no share is available. */
  take(imageId: ImageId, bytes: number): (() => void) | 'full' | 'under way' {
    const senders = this.#senders.get(imageId) ?? 0;
    if (senders >= SENDERS_PER_UPLOAD) return 'under way';
    if (this.#heldBytes > 0 && this.#heldBytes + bytes > this.#maxBytes) return 'full'; // a single upload always fits
    this.#senders.set(imageId, senders + 1);
    this.#heldBytes += bytes;
    return () => {
      this.#heldBytes -= bytes;
      const others = (this.#senders.get(imageId) ?? 1) - 1;
      if (others === 0) this.#senders.delete(imageId);
      else this.#senders.set(imageId, others);
    };
  }
}
