import type { ImageId } from '../ids.ts';

/** Of one upload's URL: somebody may send again while the connection that broke is still waited for. */
const SENDERS_PER_UPLOAD = 2;

/** What all uploads that are under way may hold in memory together: each is counted with the bytes that were announced. */
export class UploadBudget {
  readonly #maxBytes: number;
  readonly #senders = new Map<ImageId, number>();
  #heldBytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** A function that gives the share back, to be called once; or why there is none to be had now. */
  take(imageId: ImageId, bytes: number): (() => void) | 'full' | 'under way' {
    const senders = this.#senders.get(imageId) ?? 0;
    if (senders >= SENDERS_PER_UPLOAD) return 'under way';
    if (this.#heldBytes > 0 && this.#heldBytes + bytes > this.#maxBytes) return 'full'; // a lone one always fits
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
