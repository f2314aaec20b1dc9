import { z } from 'zod';
import { readNatsUrl } from '../live/nats-settings.ts';

const ALLOWED =
  'must list one to eight servers of NATS, such as nats://user:password@nats1.example.com:4222,nats2.example.com:4222, or tls://…; special characters of the password percent-encoded';

export const NATS_VARIABLES = {
  NATS_URL: z
    .string()
    .transform((value, context) => {
      const settings = readNatsUrl(value);
      if (settings === null) context.addIssue({ code: 'custom', message: ALLOWED });
      return settings;
    })
    .nullable()
    .default(null),
};
