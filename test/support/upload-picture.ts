import type { GraphqlClient } from './graphql-client.ts';

interface Upload {
  readonly imageId: string;
  readonly url: string;
  readonly method: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export async function openUpload(
  client: GraphqlClient,
  projectId: string,
  bytes: number,
  contentType = 'image/png',
): Promise<Upload> {
  const { data, errors } = await client.ask<{ createImageUpload: Upload }, object>(
    `mutation ($input: CreateImageUploadInput!) { createImageUpload(input: $input) { imageId url method headers { name value } } }`,
    { input: { projectId, bytes, contentType } },
  );
  if (!data) throw new Error(`no upload: ${JSON.stringify(errors)}`);
  return data.createImageUpload;
}

/** The id of the stored picture. */
export async function uploadPicture(
  client: GraphqlClient,
  projectId: string,
  picture: Uint8Array,
  contentType = 'image/png',
): Promise<string> {
  const { imageId, url, method, headers } = await openUpload(client, projectId, picture.length, contentType);
  const body = new Blob([Uint8Array.from(picture)]);
  const { status } = await fetch(url, { method, headers: headers.map(({ name, value }) => [name, value]), body });
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
