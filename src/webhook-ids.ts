import { typeId } from './graphql/ids/type-id.ts';
import type { WebhookOptions } from './webhooks/open-webhooks.ts';

/** Ids in webhooks have the same form as in the API. */
export const WEBHOOK_IDS: Pick<WebhookOptions, 'writeIds' | 'writeDeliveryId'> = {
  writeDeliveryId: (id) => typeId('whd', id),
  writeIds: {
    projectId: (id) => typeId('prj', id),
    actionId: (id) => typeId('act', id),
    grantId: (id) => typeId('grt', id),
    imageId: (id) => typeId('img', id),
  },
};
