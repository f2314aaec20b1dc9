import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { graphql } from '../../generated/gql.ts';
import { loadFoundMask } from './mask-file.ts';
import { type FoundMask, isFound, type Stroke, type Strokes } from './strokes.ts';

const FOUND_MASK = graphql(`
  query FoundMask($id: ID!) {
    node(id: $id) {
      id
      ... on Image {
        url
      }
    }
  }
`);

export interface Painted {
  /** The picture that was painted on. */
  readonly imageId: string;
  readonly strokes: Strokes;
}

/** The stored form, in which a found mask is the id of its image. */
interface Kept {
  readonly imageId: string;
  readonly strokes: readonly (Stroke | { readonly foundId: string })[];
}

/** The strokes painted last in a project. Stored in the browser tab, like drafts, so that they survive leaving the page to buy credits. */
export function usePainted(projectId: string): readonly [Painted | null, (painted: Painted) => void] {
  const client = useApolloClient();
  const entry = `darkroom.painted.${projectId}`;
  const [painted, setPainted] = useState<Painted | null>(null);
  useEffect(() => {
    const kept = read(entry);
    let isCurrent = true;
    if (kept) {
      restore(client, kept).then(
        (restored) => isCurrent && setPainted((now) => now ?? restored), // unless new strokes were painted
        () => undefined, // the mask no longer exists
      );
    }
    return () => {
      isCurrent = false;
    };
  }, [client, entry]);
  const paint = (next: Painted) => {
    setPainted(next);
    keep(entry, next);
  };
  return [painted, paint];
}

function keep(entry: string, { imageId, strokes }: Painted): void {
  const kept: Kept = {
    imageId,
    strokes: strokes.map((stroke) => (isFound(stroke) ? { foundId: stroke.imageId } : stroke)),
  };
  try {
    sessionStorage.setItem(entry, JSON.stringify(kept));
  } catch {
    sessionStorage.removeItem(entry); // exceeds the quota: no strokes are better than outdated ones
  }
}

function read(entry: string): Kept | null {
  const text = sessionStorage.getItem(entry);
  return text === null ? null : (JSON.parse(text) as Kept); // written by keep alone
}

async function restore(client: ApolloClient, { imageId, strokes }: Kept): Promise<Painted> {
  const restored = await Promise.all(
    strokes.map(async (stroke) => ('foundId' in stroke ? loadStoredMask(client, stroke.foundId) : stroke)),
  );
  return { imageId, strokes: restored };
}

export async function loadStoredMask(client: ApolloClient, id: string): Promise<FoundMask> {
  const { data } = await client.query({ query: FOUND_MASK, variables: { id }, fetchPolicy: 'network-only' });
  if (data?.node?.__typename !== 'Image' || !data.node.url) throw new Error('the mask is not there any more');
  return loadFoundMask(id, data.node.url);
}
