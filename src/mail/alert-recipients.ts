/**
 * SQL conditions on `r`, a row of `mail_recipients`: who may receive an alert. The holder of a key has the current permissions
 * of the key; a person of the OpenID provider has those of the last token, while that token was seen recently.
 */

/** A person whose tokens have not been seen for this long may have left the company. */
const SEEN_DAYS = 30;

/** `projectId` is an SQL expression of a project's id. */
export function mayKnowProject(at: string, projectId: string): string {
  return `(case when r.api_key_id is null
    then ${isSeen(at)} and (r.every_project or ${projectId} = any(r.project_ids))
    else exists (select from api_keys own where own.id = r.api_key_id and ${isAlive(at)}
      and (coalesce(cardinality(own.project_ids), 0) = 0 or ${projectId} = any(own.project_ids))) end)`;
}

/** `keyId` is an SQL expression of a key's id. Its holder and those who manage keys receive the alert. */
export function mayKnowKey(at: string, keyId: string): string {
  return `(case when r.api_key_id is null then ${isSeen(at)} and r.is_manager
    else exists (select from api_keys own where own.id = r.api_key_id and ${isAlive(at)}
      and (own.id = ${keyId} or own.role = 'ADMIN' and coalesce(cardinality(own.project_ids), 0) = 0)) end)`;
}

const isSeen = (at: string): string => `r.seen_at > ${at} - interval '${SEEN_DAYS} days'`;

const isAlive = (at: string): string => `own.revoked_at is null and coalesce(own.expires_at, 'infinity') > ${at}`;
