import type { Operation } from './whole-operation.ts';

export const PACK = { title: 'Walked', credits: 100, minor: 500, currency: 'usd' };

type WithInput = (field: string, type: string, input: object, names: Operation['names']) => Operation;

/** The root fields of purchases, by their names. */
export function purchaseOperations(
  { prj, pck, pur }: { readonly prj: string; readonly pck: string; readonly pur: string },
  withInput: WithInput,
): Record<string, Operation> {
  return {
    paymentsConfigured: { text: '{ paymentsConfigured }', variables: {}, names: 'nothing' },
    creditPacks: { text: '{ creditPacks { __typename } }', variables: {}, names: 'nothing' },
    purchase: {
      text: 'query ($id: ID!) { purchase(id: $id) { __typename } }',
      variables: { id: pur },
      names: 'a project',
    },
    unrecoveredPurchases: { text: '{ unrecoveredPurchases { __typename } }', variables: {}, names: 'nothing' },
    publishCreditPacks: withInput('publishCreditPacks', 'PublishCreditPacksInput', { packs: [PACK] }, 'nothing'),
    createCheckout: withInput(
      'createCheckout',
      'CreateCheckoutInput',
      { projectId: prj, idempotencyKey: 'walk', creditPackId: pck, returnUrl: 'http://localhost/' },
      'a project',
    ),
    setAutoTopUp: withInput('setAutoTopUp', 'SetAutoTopUpInput', { projectId: prj, autoTopUp: null }, 'a project'),
    createBillingPortal: withInput(
      'createBillingPortal',
      'CreateBillingPortalInput',
      { projectId: prj, returnUrl: 'http://localhost/' },
      'a project',
    ),
    refundPurchase: withInput(
      'refundPurchase',
      'RefundPurchaseInput',
      { purchaseId: pur, idempotencyKey: 'walk', reason: 'x' },
      'a project',
    ),
  };
}
