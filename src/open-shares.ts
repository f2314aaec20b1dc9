import type { Database } from './database/database.ts';
import type { NewId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { ImageFeedback } from './shares/feedback.ts';
import { Guests } from './shares/guests.ts';
import { ImageComments } from './shares/image-comments.ts';
import { ShareLinks } from './shares/share-links.ts';

export interface ShareParts {
  readonly database: Database;
  readonly newId: NewId;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly clock: () => Instant;
  readonly publicUrl: () => string;
  readonly live: { feedbackChanged(feedback: ImageFeedback): void };
}

/** Share links, the requests of their guests, and comments on images. */
export function openShares({ database, newId, randomBytes, clock, publicUrl, live }: ShareParts) {
  const feedbackChanged = (feedback: ImageFeedback) => live.feedbackChanged(feedback);
  return {
    shareLinks: new ShareLinks({ database, newId, randomBytes, clock }),
    // In the fragment, which browsers do not send: the secret is in no log and no Referer header.
    shareUrl: (secret: string) => `${publicUrl()}/s#${secret}`,
    guests: new Guests({ database, newId, clock, feedbackChanged }),
    imageComments: new ImageComments({ database, newId, clock, feedbackChanged }),
  };
}
