/** Ids are UUIDs in text form. The brand exists for the compiler alone, so that one kind of id is never taken for another. */
export type WorkspaceId = string & { readonly idOf: 'workspace' };
export type ProjectId = string & { readonly idOf: 'project' };
export type ActionId = string & { readonly idOf: 'action' };
export type ImageId = string & { readonly idOf: 'image' };
export type GrantId = string & { readonly idOf: 'grant' };
export type ApiKeyId = string & { readonly idOf: 'apiKey' };
export type TokenKeyId = string & { readonly idOf: 'tokenKey' };
export type AuditId = string & { readonly idOf: 'audit' };
export type WebhookEndpointId = string & { readonly idOf: 'webhookEndpoint' };
export type WebhookDeliveryId = string & { readonly idOf: 'webhookDelivery' };

/** A new UUIDv7. The caller names the kind of id that it is to be. */
export type NewId = <Id extends string>() => Id;
