/** The alerts that are sent by mail. */
export const MAIL_ALERTS = ['BALANCE_LOW', 'BALANCE_DEPLETED', 'AUTO_TOP_UP_FAILED', 'KEY_ENDING'] as const;
export type MailAlert = (typeof MAIL_ALERTS)[number];
