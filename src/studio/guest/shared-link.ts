export type Verdict = 'APPROVED' | 'CHANGES_WANTED';

/** The verdicts and comments on a picture that were sent through the link. */
export interface Feedback {
  readonly id: string;
  readonly verdicts: readonly { readonly name: string; readonly verdict: Verdict; readonly at: string }[];
  readonly comments: readonly {
    readonly id: string;
    readonly name: string;
    readonly text: string;
    readonly at: string;
  }[];
}

export interface SharedPicture extends Feedback {
  readonly width: number;
  readonly height: number;
  readonly thumbnailUrl: string;
  readonly url: string;
  readonly downloadUrl: string | null;
}

export interface Shared {
  readonly title: string;
  readonly endsAt: string;
  readonly allowsComments: boolean;
  readonly pictures: readonly SharedPicture[];
}

/** An error response of the server, with a message for the guest. */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered';
  /** Whether the link has ended or never existed. */
  readonly isOver: boolean;

  constructor(message: string, isOver: boolean) {
    super(message);
    this.isOver = isOver;
  }
}

/** The requests through a share link. The secret is sent in a header, and is in no URL that a server receives. */
export class SharedLink {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  open(): Promise<Shared> {
    return this.#ask<Shared>('/shared');
  }

  decide(imageId: string, name: string, verdict: Verdict): Promise<Feedback> {
    return this.#ask<Feedback>('/shared/verdict', { imageId, name, verdict });
  }

  comment(imageId: string, name: string, text: string): Promise<Feedback> {
    return this.#ask<Feedback>('/shared/comment', { imageId, name, text });
  }

  async #ask<Answer>(path: string, body?: object): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.#secret}`, 'content-type': 'application/json' };
    const response = await fetch(path, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
    // the format of these routes
    const answer = (await response.json()) as Answer & { readonly error?: { readonly message: string } };
    if (response.ok) return answer;
    throw new NotAnswered(answer.error?.message ?? '', response.status === 401 || response.status === 410);
  }
}
