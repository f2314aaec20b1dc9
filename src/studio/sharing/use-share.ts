import { useRef, useState } from 'react';
import { useIdempotentSend } from '../api/use-idempotent-send.ts';
import { type Sentence, sentenceOf } from '../errors/error-sentence.ts';
import { graphql } from '../generated/gql.ts';
import type { CreateShareLinkInput } from '../generated/graphql.ts';

const CREATE_SHARE_LINK = graphql(`
  mutation CreateShareLink($input: CreateShareLinkInput!) {
    createShareLink(input: $input) {
      __typename
      ... on CreatedShareLink {
        shareLink {
          id
          endsAt
        }
        url
      }
      ...Refusal
    }
  }
`);

export interface MadeShareLink {
  readonly url: string;
  readonly endsAt: string;
}

export interface Sharing {
  /** Resolves to null if no link can be shown; `problem` says why. A repeated call after a lost response creates no second link. */
  readonly share: (request: Omit<CreateShareLinkInput, 'idempotencyKey'>) => Promise<MadeShareLink | null>;
  readonly isSending: boolean;
  readonly problem: Sentence | null;
}

/** Creates a share link. Its URL is returned once. */
export function useShare(projectId: string): Sharing {
  const { send, isSending, failure, refusal } = useIdempotentSend(
    CREATE_SHARE_LINK,
    `share ${projectId}`,
    ({ createShareLink: result }) => (result.__typename === 'CreatedShareLink' ? null : result),
    (cache) => cache.evict({ id: cache.identify({ __typename: 'Project', id: projectId }), fieldName: 'shareLinks' }),
  );
  const isUnderWay = useRef(false);
  const [isLost, setLost] = useState(false);
  const share: Sharing['share'] = async (request) => {
    if (isUnderWay.current) return null;
    isUnderWay.current = true;
    setLost(false);
    const made = (await send(request))?.createShareLink;
    isUnderWay.current = false;
    if (made?.__typename !== 'CreatedShareLink') return null;
    if (typeof made.url === 'string') return { url: made.url, endsAt: made.shareLink.endsAt };
    setLost(true); // only the first response contained the URL
    return null;
  };
  return { share, isSending, problem: failure ?? refusal ?? (isLost ? sentenceOf('sharing.lost') : null) };
}
