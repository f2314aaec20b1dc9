import { typeId } from './graphql/ids/type-id.ts';
import type { PurchaseOptions } from './purchases/open-purchases.ts';
import type { WebhookOptions } from './webhooks/open-webhooks.ts';

/** Ids in webhooks have the same form as in the API. */
export const WEBHOOK_IDS: Pick<WebhookOptions, 'writeIds' | 'writeDeliveryId'> = {
  writeDeliveryId: (id) => typeId('whd', id),
  writeIds: {
    projectId: (id) => typeId('prj', id),
    actionId: (id) => typeId('act', id),
    grantId: (id) => typeId('grt', id),
    imageId: (id) => typeId('img', id),
    purchaseId: (id) => typeId('pur', id),
  },
};

/** So does Stripe. */
export const PURCHASE_IDS: Pick<PurchaseOptions, 'writeProjectId' | 'writePurchaseId'> = {
  writeProjectId: (id) => typeId('prj', id),
  writePurchaseId: (id) => typeId('pur', id),
};
