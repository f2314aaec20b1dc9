/** Ids are UUIDs in text form. The mark exists for the compiler alone, so that one kind of id is never taken for another. */
export type WorkspaceId = string & { readonly idOf: 'workspace' };
export type ProjectId = string & { readonly idOf: 'project' };
export type ActionId = string & { readonly idOf: 'action' };
/** The API key under whose cap a charge is made. */
export type CapKeyId = string & { readonly idOf: 'apiKey' };
export type GrantId = string & { readonly idOf: 'grant' };

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
