import { useSend } from '../api/use-send.ts';
import { graphql } from '../generated/gql.ts';

const CREATE_SIGN_IN_LINK = graphql(`
  mutation CreateSignInLink($apiKeyId: ID!) {
    createSignInLink(apiKeyId: $apiKeyId) {
      secret
      expiresAt
    }
  }
`);

export interface MadeLink {
  readonly url: string;
  readonly expiresAt: string;
}

/** Makes a link that signs the holder of a key in once. The secret stands in the fragment, which no server is sent. */
export function useSignInLink() {
  const { send, isSending, error } = useSend(CREATE_SIGN_IN_LINK, (cache) => {
    cache.evict({ id: 'ROOT_QUERY', fieldName: 'apiKeys' }); // the list says that a link waits
  });
  const make = async (apiKeyId: string): Promise<MadeLink | null> => {
    const answer = await send({ apiKeyId });
    if (!answer) return null;
    const { secret, expiresAt } = answer.createSignInLink;
    return { url: `${location.origin}/#link=${secret}`, expiresAt };
  };
  return { make, isSending, error };
}

/** A link that signs in with a key for as long as the key lives. */
export function lastingLink(secret: string): string {
  return `${location.origin}/#key=${secret}`;
}
