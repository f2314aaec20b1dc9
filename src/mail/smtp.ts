import { createTransport } from 'nodemailer';
import type { MailText } from './mail-text.ts';

/** The time limit of each SMTP step, chosen so that a batch of mails ends within the lease of `MailQueue`. */
const STEP_MS = 15_000; // 15 seconds

/** Concurrent connections to the server. */
const CONNECTIONS = 2;

export interface MailSettings {
  /** smtp:// or smtps://, including the credentials. */
  readonly smtpUrl: string;
  /** An address, or a name with an address in angle brackets. */
  readonly from: string;
}

export interface OutgoingMail extends MailText {
  readonly to: string;
  /** The same for each attempt, so that receivers recognise duplicates. */
  readonly messageId: string;
}

export interface Smtp {
  /** Throws `MailRefusedError` if the mail is permanently rejected, and another error if a retry may succeed. */
  readonly send: (mail: OutgoingMail) => Promise<void>;
  /** Throws if the server is unreachable or rejects the credentials. */
  readonly verify: () => Promise<void>;
  readonly close: () => void;
}

/** The server has permanently rejected the mail. */
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
      // An address is passed as an object: nodemailer would parse a string, and could find several addresses in it.
      const mail = {
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${messageId}@${domain}>`,
        headers: { 'auto-submitted': 'auto-generated' },
      };
      await transport.sendMail(mail).catch((error: unknown) => {
        throw isRefusal(error) ? new MailRefusedError('the server rejected the mail', { cause: error }) : error;
      });
    },
    async verify() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}

/** Whether the server permanently rejected the mail (5xx). Errors of authentication and of the connection are retried. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false;
  const isAboutMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
  return isAboutMail && typeof error.responseCode === 'number' && error.responseCode >= 500;
}
