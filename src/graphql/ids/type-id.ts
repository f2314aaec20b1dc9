import type {
  ActionId,
  ApiKeyId,
  AuditId,
  CommentId,
  CreditPackId,
  GrantId,
  ImageId,
  PresetId,
  ProjectId,
  PurchaseId,
  ShareLinkId,
  WebhookDeliveryId,
  WebhookEndpointId,
  WorkspaceId,
} from '../../ids.ts';
import { invalid } from '../../input/invalid-input.ts';
import { base32OfHex, hexOfBase32 } from './base32.ts';

/** The prefix of each kind of id, and the kind it stands for in the code. */
export interface IdKinds {
  readonly prj: ProjectId;
  readonly act: ActionId;
  readonly grt: GrantId;
  readonly img: ImageId;
  readonly key: ApiKeyId;
  readonly aud: AuditId;
  readonly wsp: WorkspaceId;
  readonly pck: CreditPackId;
  readonly pur: PurchaseId;
  readonly pst: PresetId;
  readonly shr: ShareLinkId;
  readonly cmt: CommentId;
  readonly whe: WebhookEndpointId;
  readonly whd: WebhookDeliveryId;
}

export const ID_NOUNS: Readonly<Record<keyof IdKinds | 'txn', string>> = {
  prj: 'a project',
  act: 'an action',
  grt: 'a grant',
  img: 'an image',
  key: 'an API key',
  aud: 'an entry of the audit log',
  wsp: 'a workspace',
  pck: 'a credit pack',
  pur: 'a purchase',
  pst: 'a preset',
  shr: 'a share link',
  cmt: 'a comment',
  whe: 'a webhook endpoint',
  whd: 'a webhook delivery',
  txn: 'a transaction',
};

/** 128 bits in base 32: 26 characters, of which the first is 0 to 7. */
export const UUID_CHARACTERS = 26;

/** `prj_01k…`: a TypeID of the UUID. https://github.com/jetify-com/typeid/tree/main/spec */
export function typeId<Prefix extends keyof IdKinds>(prefix: Prefix, id: IdKinds[Prefix]): string {
  return `${prefix}_${encodeUuid(id)}`;
}

/** The id behind a TypeID of this prefix, or InvalidInputError that names the field. */
export function readTypeId<Prefix extends keyof IdKinds>(prefix: Prefix, text: string, field: string): IdKinds[Prefix] {
  const id = typeIdOrNull(prefix, text);
  if (id === null) throw invalid(field, wrongId(prefix, text));
  return id;
}

/** The id behind a TypeID of this prefix; null where it is none. */
export function typeIdOrNull<Prefix extends keyof IdKinds>(prefix: Prefix, text: string): IdKinds[Prefix] | null {
  const uuid = text.startsWith(`${prefix}_`) ? decodeUuid(text.slice(prefix.length + 1)) : null;
  return uuid as IdKinds[Prefix] | null; // the prefix says which kind of id it is
}

export function wrongId(prefix: keyof typeof ID_NOUNS, text: string): string {
  const wanted = `must be the id of ${ID_NOUNS[prefix]}, such as ${prefix}_01k…`;
  const given = /^([a-z]+)_/.exec(text)?.[1] ?? '';
  const noun = given === prefix ? undefined : (ID_NOUNS as Partial<Record<string, string>>)[given]; // any text may be asked for
  return noun ? `${wanted}; this is the id of ${noun}` : wanted;
}

export function encodeUuid(uuid: string): string {
  return base32OfHex(uuid.replaceAll('-', ''), UUID_CHARACTERS);
}

/** Null where it is no UUID in base 32. */
export function decodeUuid(text: string): string | null {
  const hex = text.length === UUID_CHARACTERS ? hexOfBase32(text) : null;
  if (hex === null) return null;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
