import { z } from 'zod';
import type { MailSettings } from '../mail/smtp.ts';
import { url } from './variable-rules.ts';

const SENDER = /^([^<>\p{Cc}]{1,200} <[^\s<>@]{1,64}@[^\s<>@]{1,253}>|[^\s<>@]{1,64}@[^\s<>@]{1,253})$/u;

export const MAIL_VARIABLES = {
  SMTP_URL: url(/^smtps?:\/\//, 'smtps://user:password@mail.example.com')
    .nullable()
    .default(null),
  MAIL_FROM: z
    .string()
    .regex(SENDER, 'must be an address such as Studio <studio@example.com>')
    .nullable()
    .default(null),
};

interface Read {
  readonly SMTP_URL: string | null;
  readonly MAIL_FROM: string | null;
}

/** What is wrong with the variables together; null where nothing is. */
export function problemOfMail({ SMTP_URL, MAIL_FROM }: Read): string | null {
  if ((SMTP_URL === null) === (MAIL_FROM === null)) return null;
  return SMTP_URL === null
    ? 'SMTP_URL must be set when MAIL_FROM is set'
    : 'MAIL_FROM must be set when SMTP_URL is set: the address that mails come from';
}

export function mailOf({ SMTP_URL: smtpUrl, MAIL_FROM: from }: Read): MailSettings | null {
  return smtpUrl === null || from === null ? null : { smtpUrl, from };
}
