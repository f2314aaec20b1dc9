/** The headers that the page of a share link sends. */
export interface GuestPicture {
  readonly id: string;
  readonly width: number;
  readonly thumbnailUrl: string;
  readonly url: string;
  readonly downloadUrl: string | null;
  readonly verdicts: readonly { readonly name: string; readonly verdict: string }[];
  readonly comments: readonly { readonly name: string; readonly text: string }[];
}

export interface GuestAnswer {
  readonly status: number;
  readonly body: {
    readonly title: string;
    readonly endsAt: string;
    readonly allowsComments: boolean;
    readonly pictures: readonly GuestPicture[];
    readonly error?: { readonly code: string; readonly message: string };
  } & GuestPicture;
}

/** A client with a share link and without a key. */
export class Guest {
  readonly #url: string;
  readonly #secret: string;

  /** `url` is that of the server, `secret` the fragment of the link. */
  constructor(url: string, secret: string) {
    this.#url = url;
    this.#secret = secret;
  }

  open(): Promise<GuestAnswer> {
    return this.#ask('/shared');
  }

  decide(imageId: string, name: string, verdict: string): Promise<GuestAnswer> {
    return this.#ask('/shared/verdict', { imageId, name, verdict });
  }

  comment(imageId: string, name: string, text: string): Promise<GuestAnswer> {
    return this.#ask('/shared/comment', { imageId, name, text });
  }

  async #ask(path: string, body?: object): Promise<GuestAnswer> {
    const headers = { authorization: `Bearer ${this.#secret}`, 'content-type': 'application/json' };
    const sent = body && { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(this.#url + path, { headers, ...sent });
    // the tests expect this format
    return { status: response.status, body: (await response.json()) as GuestAnswer['body'] };
  }
}
