import { requestRoute, RouteError } from '../api/request-route.ts';
import { say } from '../language/say.ts';

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

/** Whether the link has ended or never existed. */
export function isOver(error: unknown): boolean {
  return error instanceof RouteError && (error.status === 401 || error.status === 410);
}

/** The requests through a share link. The secret is sent in a header, and is in no URL that a server receives. */
export class SharedLink {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  open(): Promise<Shared> {
    return this.#request<Shared>('/shared');
  }

  decide(imageId: string, name: string, verdict: Verdict): Promise<Feedback> {
    return this.#request<Feedback>('/shared/verdict', { imageId, name, verdict });
  }

  comment(imageId: string, name: string, text: string): Promise<Feedback> {
    return this.#request<Feedback>('/shared/comment', { imageId, name, text });
  }

  #request<Body>(path: string, body: object | null = null): Promise<Body> {
    const headers = { authorization: `Bearer ${this.#secret}` };
    return requestRoute<Body>(path, { body, headers, noResponse: say('guest.awayText') });
  }
}
