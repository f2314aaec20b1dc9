import { createTransport } from 'nodemailer';
import type { MailText } from './mail-text.ts';

/** A server that does not answer is given so long at each step; a batch of mails ends within the lease of `MailQueue`. */
const STEP_MS = 15_000; // 15 seconds

/** Connections to the server at once. */
const CONNECTIONS = 2;

export interface MailSettings {
  /** smtp:// or smtps://, with the account in it. */
  readonly smtpUrl: string;
  /** An address, or a name with an address in angle brackets. */
  readonly from: string;
}

export interface OutgoingMail extends MailText {
  readonly to: string;
  /** The same at each try, so that a receiver knows a repeated mail. */
  readonly messageId: string;
}

export interface Smtp {
  /** Throws `MailRefusedError` where another try is of no use, and something else where it may be. */
  readonly send: (mail: OutgoingMail) => Promise<void>;
  /** Throws where the server cannot be reached, or does not take the account. */
  readonly verify: () => Promise<void>;
  readonly close: () => void;
}

/** The server said for good that it does not take the mail. */
export class MailRefusedError extends Error {}

export function openSmtp({ smtpUrl, from }: MailSettings): Smtp {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    dnsTimeout: STEP_MS,
    socketTimeout: STEP_MS,
  });
  const domain = /@([^\s<>@]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ to, subject, text, messageId }) {
      // An address is handed on as an object: nodemailer would take a text apart, and find several in it.
      const mail = {
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${messageId}@${domain}>`,
        headers: { 'auto-submitted': 'auto-generated' },
      };
      await transport.sendMail(mail).catch((error: unknown) => {
        throw isRefusal(error) ? new MailRefusedError('the server does not take the mail', { cause: error }) : error;
      });
    },
    async verify() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}

/** A status of 500 to 599 about the mail itself; one about the account or the connection may be mended. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false;
  const isAboutMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
  return isAboutMail && typeof error.responseCode === 'number' && error.responseCode >= 500;
}
