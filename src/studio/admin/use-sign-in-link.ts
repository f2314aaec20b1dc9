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

/** Creates a one-time sign-in link for a key. The secret is in the fragment, which browsers do not send to servers. */
export function useSignInLink() {
  const { send, isSending, error } = useSend(CREATE_SIGN_IN_LINK, (cache) => {
    cache.evict({ id: 'ROOT_QUERY', fieldName: 'apiKeys' }); // the list shows unused links
  });
  const make = async (apiKeyId: string): Promise<MadeLink | null> => {
    const result = await send({ apiKeyId });
    if (!result) return null;
    const { secret, expiresAt } = result.createSignInLink;
    return { url: `${location.origin}/#link=${secret}`, expiresAt };
  };
  return { make, isSending, error };
}

/** A link that signs in with the key itself, until the key ends. */
export function lastingLink(secret: string): string {
  return `${location.origin}/#key=${secret}`;
}
