import { useRef, useState } from 'react';
import { useIntent } from '../api/use-intent.ts';
import { useSend } from '../api/use-send.ts';
import { errorSentence, type Sentence, sentenceOf } from '../errors/error-sentence.ts';
import { refusalSentence } from '../errors/refusal.ts';
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
  const intent = useIntent(`share ${projectId}`);
  const { send, isSending, error } = useSend(CREATE_SHARE_LINK, (cache) => {
    cache.evict({ id: cache.identify({ __typename: 'Project', id: projectId }), fieldName: 'shareLinks' });
  });
  const isUnderWay = useRef(false);
  const [refusal, setRefusal] = useState<Sentence | null>(null);
  const share: Sharing['share'] = async (request) => {
    if (isUnderWay.current) return null;
    isUnderWay.current = true;
    setRefusal(null);
    const result = await send({ input: { ...request, idempotencyKey: intent.keyFor(request) } });
    isUnderWay.current = false;
    if (!result) return null;
    intent.settle();
    const made = result.createShareLink;
    if (made.__typename !== 'CreatedShareLink') {
      setRefusal(refusalSentence(made));
      return null;
    }
    if (typeof made.url !== 'string') {
      setRefusal(sentenceOf('sharing.lost')); // only the first response contained it
      return null;
    }
    return { url: made.url, endsAt: made.shareLink.endsAt };
  };
  return { share, isSending, problem: error ? errorSentence(error) : refusal };
}
