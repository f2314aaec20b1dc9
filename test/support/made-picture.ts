import type { GraphqlClient } from './graphql-client.ts';
import { action } from './operations.ts';
import { type Pixels, pixelsOf } from './pixels.ts';
import { until } from './until.ts';

interface Performed {
  readonly __typename?: string;
  readonly action?: { readonly id: string };
  readonly message?: string;
}

/** Waits for the picture of an accepted action and fetches it. Throws if the action was refused or failed. */
export async function madePicture(
  client: GraphqlClient,
  performed: Performed,
): Promise<{ actionId: string; imageId: string; pixels: Pixels }> {
  if (!performed.action) throw new Error(`refused: ${performed.message}`);
  const actionId = performed.action.id;
  const image = await until(async () => {
    const found = (await client.send(action, { id: actionId })).action;
    if (found?.status === 'FAILED') throw new Error(found.failure?.message);
    return found?.image ?? null;
  });
  const response = await fetch(image.url);
  if (response.headers.get('content-type') !== 'image/webp') throw new Error(`no WebP: ${response.status}`);
  return { actionId, imageId: image.id, pixels: await pixelsOf(new Uint8Array(await response.arrayBuffer())) };
}
