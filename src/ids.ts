/** Ids are UUIDs in text form. The brand exists for the compiler only; it prevents mixing up kinds of ids. */
export type WorkspaceId = string & { readonly idOf: 'workspace' };
export type ProjectId = string & { readonly idOf: 'project' };
export type ActionId = string & { readonly idOf: 'action' };
export type ImageId = string & { readonly idOf: 'image' };
export type GrantId = string & { readonly idOf: 'grant' };
export type ApiKeyId = string & { readonly idOf: 'apiKey' };
export type TokenKeyId = string & { readonly idOf: 'tokenKey' };
export type AuditId = string & { readonly idOf: 'audit' };
export type WebhookEndpointId = string & { readonly idOf: 'webhookEndpoint' };
export type EngineCallId = string & { readonly idOf: 'engineCall' };
export type CreditPackId = string & { readonly idOf: 'creditPack' };
export type PurchaseId = string & { readonly idOf: 'purchase' };
export type MailRecipientId = string & { readonly idOf: 'mailRecipient' };
export type PresetId = string & { readonly idOf: 'preset' };
export type ShareLinkId = string & { readonly idOf: 'shareLink' };
export type CommentId = string & { readonly idOf: 'comment' };
export type MailId = string & { readonly idOf: 'mail' };
export type WebhookDeliveryId = string & { readonly idOf: 'webhookDelivery' };

/** Generates a UUIDv7. The caller names the kind of id. */
export type NewId = <Id extends string>() => Id;

/** The lowest id of a millisecond. UUIDv7 begin with the millisecond of their creation, so a range of times is a range of ids. */
export function firstIdAt(at: number): string {
  const hex = at.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** The millisecond at which an id was generated. A row that is dated by it lies within ranges of ids (`firstIdAt`) exactly. */
export function millisecondOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
