import type { ProjectId } from '../ids.ts';
import type { Role } from './viewer.ts';

/** How a company's own tokens are read. A claim is named as it is, or by a dotted path to it, such as `realm_access.roles`. */
export interface OidcSettings {
  /** As it stands in `iss`; its configuration is found below it. */
  readonly issuer: string;
  readonly audience: string;
  /** The claim that names the person; it becomes the actor. */
  readonly subjectClaim: string;
  /** The claim that tells the role: a word, or several of which the highest counts. */
  readonly roleClaim: string;
  /** What the words of that claim mean. Other words mean nothing. */
  readonly roles: ReadonlyMap<string, Role>;
  /** The claim that lists the projects; null: a token is for every project. */
  readonly projectsClaim: string | null;
  readonly readProjectId: (id: string) => ProjectId | null;
}
