import { createHmac, timingSafeEqual } from 'node:crypto';

/** The values to sign. The purpose comes first, so that the signature of a picture URL is not valid for an upload or a download. */
export type SignedPayload = readonly [purpose: string, ...values: (string | number | null)[]];

/** Signs with HMAC-SHA-256. */
export class Signer {
  readonly #secret: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** 43 characters of base64url. */
  sign(payload: SignedPayload): string {
    return this.#digest(payload).toString('base64url');
  }

  /** Compares in constant time. */
  isSigned(payload: SignedPayload, signature: string): boolean {
    const given = Buffer.from(signature, 'base64url');
    const right = this.#digest(payload);
    return given.length === right.length && timingSafeEqual(given, right);
  }

  /** JSON, because joined values would be ambiguous. */
  #digest(payload: SignedPayload): Buffer {
    return createHmac('sha256', this.#secret).update(JSON.stringify(payload)).digest();
  }
}
