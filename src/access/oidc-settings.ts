import type { ProjectId } from '../ids.ts';
import type { Role } from './viewer.ts';

/** How tokens of the OpenID provider are read. Claims are given by name or by dotted path, such as `realm_access.roles`. */
export interface OidcSettings {
  /** The value of `iss`, and the URL below which the provider publishes its configuration. */
  readonly issuer: string;
  readonly audience: string;
  /** The claim that identifies the person, who becomes the actor of transactions. */
  readonly subjectClaim: string;
  /** The claim that contains the role: one word, or several of which the highest role counts. */
  readonly roleClaim: string;
  /** The role that each word of that claim stands for. Other words are ignored. */
  readonly roles: ReadonlyMap<string, Role>;
  /** The claim that lists project ids; null: tokens give access to every project. */
  readonly projectsClaim: string | null;
  readonly readProjectId: (id: string) => ProjectId | null;
  /** The client for the sign-in on the page; null: the page offers no such sign-in, and tokens must be obtained elsewhere. */
  readonly signIn: OidcClient | null;
}

/** The path of the page to which the provider redirects people after a sign-in. */
export const CALLBACK_PATH = '/sign-in/callback';

/** The redirect URI. Exactly this URI must be registered at the provider. */
export function callbackUrl(publicUrl: string): string {
  return new URL(publicUrl).origin + CALLBACK_PATH;
}

/** Darkroom as a client of the OpenID provider. */
export interface OidcClient {
  readonly clientId: string;
  /** Null: a public client. */
  readonly clientSecret: string | null;
  readonly scopes: readonly string[];
}
