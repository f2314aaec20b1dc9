import type { GraphqlClient } from './graphql-client.ts';

interface Upload {
  readonly imageId: string;
  readonly url: string;
}

export async function openUpload(client: GraphqlClient, projectId: string, bytes: number): Promise<Upload> {
  const { data, errors } = await client.ask<{ createImageUpload: Upload }, object>(
    `mutation ($input: CreateImageUploadInput!) { createImageUpload(input: $input) { imageId url } }`,
    { input: { projectId, bytes, contentType: 'image/png' } },
  );
  if (!data) throw new Error(`no upload: ${JSON.stringify(errors)}`);
  return data.createImageUpload;
}

/** The id of the stored picture. */
export async function uploadPicture(client: GraphqlClient, projectId: string, png: Uint8Array): Promise<string> {
  const { imageId, url } = await openUpload(client, projectId, png.length);
  const body = new Blob([Uint8Array.from(png)]);
  const { status } = await fetch(url, { method: 'PUT', headers: { 'content-type': 'image/png' }, body });
  if (status !== 201) throw new Error(`not stored: ${status}`);
  return imageId;
}

/** The signed addresses of a picture: as it is, and in widths. */
export async function addressesOf(
  client: GraphqlClient,
  imageId: string,
  widths: readonly number[],
): Promise<string[]> {
  const scaled = widths.map((width) => `w${width}: url(width: ${width})`).join(' ');
  const { data } = await client.ask<{ node: Record<string, string> }, object>(
    `query ($id: ID!) { node(id: $id) { ... on Image { whole: url ${scaled} } } }`,
    { id: imageId },
  );
  return Object.values(data?.node ?? {});
}
