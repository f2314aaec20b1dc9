import { type Queryable, runStatement, type Statement } from '../database/statement.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { ContentHash } from './image.ts';

/** The validity of a claim: far longer than it takes to store a picture and insert the row of its image. */
export const CLAIM_MS = DAY_MS;

/** An older removal belongs to a process that was killed; its last request has long ended. */
const REMOVAL_MS = 10 * 60 * 1000; // 10 minutes

/** The time limit of a removal, shorter than REMOVAL_MS, so that its requests end before it counts as abandoned. */
export const REMOVAL_LIMIT_MS = REMOVAL_MS / 2; // 5 minutes

const LOOK_AGAIN_MS = 200;
const LOOKS = 50; // 10 seconds: a removal of a hundred pictures takes less

export interface PictureClaimsDependencies {
  readonly database: { readonly pool: Queryable };
  readonly clock: () => Instant;
  readonly wait: (delayMs: number) => Promise<void>;
}

/**
 * Orders the storing and the removal of a picture, which the storage alone cannot do: equal pictures share one file, so a
 * picture without an image may be stored again at any time. Both write the same row first, and the lock on the row orders them:
 *
 *   claim, then removal    the claim is held and younger than CLAIM_MS, so the removal does not begin
 *   removal, then claim    the claim waits for the end of the removal, and the picture is stored again
 *
 * A claim is held until `releaseClaim`, or for CLAIM_MS if its process was killed.
 */
export class PictureClaims {
  readonly #dependencies: PictureClaimsDependencies;

  constructor(dependencies: PictureClaimsDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Must be called before the picture is stored. The row of its image must be inserted within CLAIM_MS, and the claim released
   * in the transaction that inserts it.
   */
  async claim(picture: ContentHash): Promise<void> {
    for (let look = 1; look <= LOOKS; look += 1) {
      if (await this.#tryClaim(picture)) return;
      await this.#dependencies.wait(LOOK_AGAIN_MS);
    }
    throw new Error(`the picture ${picture} is being removed from the storage`);
  }

  async #tryClaim(picture: ContentHash): Promise<boolean> {
    const { database, clock } = this.#dependencies;
    const now = clock();
    const [row] = await runStatement<{ isMine: boolean }>(database.pool, {
      name: 'picture_claims_claim',
      text: `insert into picture_claims as c (content_hash, claimed_at) values ($1, $2)
        on conflict (content_hash) do update set
          claimed_at = case when c.removal_began_at > $3 then c.claimed_at else excluded.claimed_at end,
          holders = case when c.removal_began_at > $3 then c.holders when c.claimed_at <= $4 then 1 else c.holders + 1 end,
          removal_began_at = case when c.removal_began_at > $3 then c.removal_began_at end
        returning removal_began_at is null as "isMine"`,
      values: [picture, new Date(now), new Date(now - REMOVAL_MS), new Date(now - CLAIM_MS)],
    });
    return row?.isMine ?? false;
  }

  /**
   * Begins the removal of those pictures that have no image and that nobody holds. Returns them; they must be removed within
   * REMOVAL_LIMIT_MS, after which the removal must be ended.
   */
  async beginRemoval(pictures: readonly ContentHash[], beganAt: Instant): Promise<ContentHash[]> {
    const begun = await runStatement<{ contentHash: ContentHash }>(this.#dependencies.database.pool, {
      name: 'picture_claims_begin_removal',
      text: `insert into picture_claims as c (content_hash, claimed_at, holders, removal_began_at)
        select content_hash, $3, 0, $2 from unnest($1::text[]) content_hash order by content_hash
        on conflict (content_hash) do update set removal_began_at = excluded.removal_began_at
          where (c.holders = 0 or c.claimed_at <= $3) and (c.removal_began_at is null or c.removal_began_at <= $4)
        returning content_hash as "contentHash"`,
      values: [pictures, new Date(beganAt), new Date(beganAt - CLAIM_MS), new Date(beganAt - REMOVAL_MS)],
    });
    // A separate statement, whose snapshot includes the images of all claims made before this removal.
    const unreferenced = await this.unreferenced(begun.map(({ contentHash }) => contentHash));
    const isUnreferenced = new Set(unreferenced);
    const kept = begun.map(({ contentHash }) => contentHash).filter((picture) => !isUnreferenced.has(picture));
    if (kept.length > 0) await this.endRemoval(kept, beganAt);
    return unreferenced;
  }

  async endRemoval(pictures: readonly ContentHash[], beganAt: Instant): Promise<void> {
    await runStatement(this.#dependencies.database.pool, {
      name: 'picture_claims_end_removal',
      text: 'delete from picture_claims where content_hash = any($1::text[]) and removal_began_at = $2',
      values: [pictures, new Date(beganAt)],
    });
  }

  /** Returns the pictures that no image refers to. */
  async unreferenced(pictures: readonly ContentHash[]): Promise<ContentHash[]> {
    const rows = await runStatement<{ contentHash: ContentHash }>(this.#dependencies.database.pool, {
      name: 'picture_claims_unreferenced',
      text: `select u.content_hash as "contentHash" from unnest($1::text[]) u (content_hash)
        where not exists (select from images i where i.content_hash = u.content_hash)`,
      values: [pictures],
    });
    return rows.map(({ contentHash }) => contentHash);
  }

  /** Deletes expired claims, and the removals of killed processes. */
  async forgetOld(): Promise<void> {
    const now = this.#dependencies.clock();
    await runStatement(this.#dependencies.database.pool, {
      name: 'picture_claims_forget_old',
      text: `delete from picture_claims
        where claimed_at <= $1 and (removal_began_at is null or removal_began_at <= $2)`,
      values: [new Date(now - CLAIM_MS), new Date(now - REMOVAL_MS)],
    });
  }
}

/** The statement that releases a claim. It must follow what inserts the row of the image, in the same transaction. */
export function releaseClaim(picture: ContentHash): Statement {
  return {
    name: 'picture_claims_release',
    text: 'update picture_claims set holders = greatest(holders - 1, 0) where content_hash = $1',
    values: [picture],
  };
}
