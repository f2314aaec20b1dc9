/** The names of a purchase and of a refund in Stripe's metadata. */
export const PURCHASE_FIELD = 'darkroom_purchase';
export const REFUND_FIELD = 'darkroom_refund';
