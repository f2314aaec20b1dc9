import { createHmac, timingSafeEqual } from 'node:crypto';

/** The values to sign. The purpose comes first, so that the signature of a picture URL is not valid for an upload or a download. */
export type Statement = readonly [purpose: string, ...values: (string | number | null)[]];

/** Signs with HMAC-SHA-256. */
export class Signer {
  readonly #secret: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** 43 characters of base64url. */
  sign(statement: Statement): string {
    return this.#digest(statement).toString('base64url');
  }

  /** Compares in constant time. */
  isSigned(statement: Statement, signature: string): boolean {
    const given = Buffer.from(signature, 'base64url');
    const right = this.#digest(statement);
    return given.length === right.length && timingSafeEqual(given, right);
  }

  /** JSON, because joined values would be ambiguous. */
  #digest(statement: Statement): Buffer {
    return createHmac('sha256', this.#secret).update(JSON.stringify(statement)).digest();
  }
}
