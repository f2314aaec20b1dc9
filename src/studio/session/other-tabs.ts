import type { Credential } from './credential.ts';

/**
 * Shares a sign-in among the tabs of one browser, so that a link opens in a new tab like any other. The key is stored in none of
 * them by this: it is gone with the last tab. Only pages of the same origin hear the channel.
 */
const CHANNEL = 'darkroom.session';

/** Another tab answers within some milliseconds; nobody waits longer for the sign-in page where there is none. */
const PATIENCE_MS = 250;

/** `renewed`: a tab has renewed the token of the OpenID provider. */
type Message =
  | { readonly type: 'asked' }
  | { readonly type: 'answered' | 'renewed' | 'signed out'; readonly credential: Credential };

export interface OtherTabsOptions {
  readonly credential: () => Credential | null;
  readonly renewed: (credential: Credential) => void;
  readonly signedOut: () => void;
}

export class OtherTabs {
  readonly #channel = new BroadcastChannel(CHANNEL);

  /** Sends `credential` to other tabs that ask for it, and calls back when one of them renews it or signs out. */
  constructor({ credential, renewed, signedOut }: OtherTabsOptions) {
    this.#hear((message) => {
      const own = credential();
      if (own === null) return;
      if (message.type === 'asked') return this.#say({ type: 'answered', credential: own });
      const isOwn = own.company ? message.credential.company !== null : message.credential.secret === own.secret;
      if (isOwn && message.type === 'renewed') renewed(message.credential);
      if (isOwn && message.type === 'signed out') signedOut();
    });
  }

  /** Asks other tabs for their credential; null if none is signed in. */
  ask(): Promise<Credential | null> {
    return new Promise((resolve) => {
      const waiting = setTimeout(() => resolve(null), PATIENCE_MS);
      this.#hear((message) => {
        if (message.type !== 'answered') return;
        clearTimeout(waiting);
        resolve({ ...message.credential, isKept: false });
      });
      this.#say({ type: 'asked' });
    });
  }

  tellRenewed(credential: Credential): void {
    this.#say({ type: 'renewed', credential });
  }

  tellSignedOut(credential: Credential): void {
    this.#say({ type: 'signed out', credential });
  }

  #hear(heard: (message: Message) => void): void {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Message>) => heard(data)); // said by `#say` alone
  }

  #say(message: Message): void {
    this.#channel.postMessage(message);
  }
}
