import { z } from 'zod';
import type { ApiKeyId, ProjectId, WorkspaceId } from '../ids.ts';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { text, integerInput } from '../input/rules.ts';
import type { Instant } from '../instant.ts';
import type { AccessTokens } from './access-tokens.ts';
import { NAME_TAKEN } from './api-keys.ts';
import type { NamesInUse } from './names-in-use.ts';
import type { Role } from './viewer.ts';

const DEFAULT_SECONDS = 900; // 15 minutes

const rules = z.object({
  subject: text(200),
  ttlSeconds: integerInput(60, 86_400, 'seconds')
    .nullish()
    .transform((seconds) => seconds ?? DEFAULT_SECONDS),
});

/** A request for a token. The project ids have been decoded; the other fields are not yet validated. */
export interface TokenRequest {
  /** The user of the host product. */
  readonly subject: string;
  readonly role: Role;
  readonly projectIds: readonly ProjectId[];
  readonly ttlSeconds?: number | null;
}

/** The API key that requests the token. Its role and projects have been compared with the request. */
export interface RequestingKey {
  readonly id: ApiKeyId;
  readonly workspaceId: WorkspaceId;
  /** Null: never. */
  readonly expiresAt: Instant | null;
}

export interface IssuerOptions {
  readonly accessTokens: AccessTokens;
  readonly namesInUse: NamesInUse;
  readonly clock: () => Instant;
}

/** Issues tokens that end with their key at the latest, and whose subjects cannot be mistaken for a key. */
export class TokenIssuer {
  readonly #options: IssuerOptions;

  constructor(options: IssuerOptions) {
    this.#options = options;
  }

  /** Throws InvalidInputError. */
  async issue(request: TokenRequest, key: RequestingKey): Promise<{ token: string; expiresAt: Instant }> {
    const { accessTokens, namesInUse, clock } = this.#options;
    const { subject, ttlSeconds } = checkInput(rules, request);
    if (await namesInUse.isTaken(key.workspaceId, subject)) throw invalid('subject', NAME_TAKEN);
    const wantedUntil = clock() + ttlSeconds * 1000;
    const expiresAt = Math.floor(Math.min(wantedUntil, key.expiresAt ?? Infinity) / 1000) * 1000;
    const { role, projectIds } = request;
    const token = await accessTokens.issue({ subject, role, projectIds, keyId: key.id, expiresAt });
    return { token, expiresAt };
  }
}
