/**
 * Shares a sign-in among the tabs of one browser, so that a link opens in a new tab like any other. The key is stored in none of
 * them by this: it is gone with the last tab. Only pages of the same origin hear the channel.
 */
const CHANNEL = 'darkroom.session';

/** Another tab answers within some milliseconds; nobody waits longer for the sign-in page where there is none. */
const PATIENCE_MS = 250;

type Message =
  | { readonly type: 'asked' }
  | { readonly type: 'told'; readonly secret: string }
  | { readonly type: 'signed out'; readonly secret: string };

export class OtherTabs {
  readonly #channel = new BroadcastChannel(CHANNEL);

  /** Answers others that ask with `secret`, and calls back when one of them signs out. */
  constructor({ secret, signedOut }: { secret: () => string | null; signedOut: () => void }) {
    this.#hear((message) => {
      const own = secret();
      if (own === null) return;
      if (message.type === 'asked') this.#say({ type: 'told', secret: own });
      if (message.type === 'signed out' && message.secret === own) signedOut();
    });
  }

  /** The key of another tab that is signed in; null where there is none. */
  ask(): Promise<string | null> {
    return new Promise((resolve) => {
      const waiting = setTimeout(() => resolve(null), PATIENCE_MS);
      this.#hear((message) => {
        if (message.type !== 'told') return;
        clearTimeout(waiting);
        resolve(message.secret);
      });
      this.#say({ type: 'asked' });
    });
  }

  tellSignedOut(secret: string): void {
    this.#say({ type: 'signed out', secret });
  }

  #hear(heard: (message: Message) => void): void {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Message>) => heard(data)); // said by `#say` alone
  }

  #say(message: Message): void {
    this.#channel.postMessage(message);
  }
}
