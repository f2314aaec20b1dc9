import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A mail server as the far end of a real network: it keeps what it takes, and answers as the test says. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** How often it was handed a mail, whether it took it or not. */
  tries = 0;
  /** The status that mails are answered with; null: it takes them. */
  refusal: number | null = null;
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) =>
        username === 'studio' && password === 'secret'
          ? done(null, { user: username })
          : done(new Error('wrong account')),
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
        stream.on('end', () => {
          this.tries += 1;
          if (this.refusal !== null) {
            return done(Object.assign(new Error('not now'), { responseCode: this.refusal }));
          }
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          const to = envelope.rcptTo.map(({ address }) => address);
          this.received.push({ from, to, ...readMail(Buffer.concat(chunks).toString()) });
          done();
        });
      },
    });
  }

  static async open(): Promise<MailServer> {
    const opened = new MailServer();
    await new Promise<void>((listening) => {
      opened.#server.listen(0, '127.0.0.1', () => listening());
    });
    return opened;
  }

  /** With the account that it takes. */
  get url(): string {
    const { port } = this.#server.server.address() as AddressInfo; // it listens on a port
    return `smtp://studio:secret@127.0.0.1:${port}`;
  }

  /** The received mails, each once. A mail whose lease ends while it is sent is sent again under the same Message-ID. */
  mails(): readonly ReceivedMail[] {
    return [...new Map(this.received.map((mail) => [mail.headers['message-id'], mail])).values()];
  }

  close(): Promise<void> {
    return new Promise((closed) => this.#server.close(() => closed()));
  }
}

function readMail(raw: string): Pick<ReceivedMail, 'headers' | 'text'> {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const text = body.join('\r\n\r\n').replaceAll('\r\n', '\n');
  return { headers, text: headers['content-transfer-encoding'] === 'quoted-printable' ? unquoted(text) : text };
}

function unquoted(text: string): string {
  const bytes = text
    .replaceAll('=\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`)));
  return Buffer.from(bytes, 'latin1').toString();
}
