import type { ApolloClient } from '@apollo/client';
import { graphql } from '../../generated/gql.ts';
import type { CreateImageUploadMutation } from '../../generated/graphql.ts';
import { formatMegabytes } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import { refusalWords } from './refusal-words.ts';

/** The file was not taken; the message tells the person why and what to do. */
export class UploadRefusedError extends Error {
  override readonly name = 'UploadRefusedError';
}

/** The same file would never be taken. */
export class UnfitFileError extends UploadRefusedError {}

export const UPLOAD_MAX_BYTES = 20 * 1024 * 1024; // 20 MiB

const CREATE_IMAGE_UPLOAD = graphql(`
  mutation CreateImageUpload($input: CreateImageUploadInput!) {
    createImageUpload(input: $input) {
      imageId
      url
      method
      headers {
        name
        value
      }
      completionUrl
    }
  }
`);

export interface Uploading {
  readonly projectId: string;
  readonly file: Blob;
  /** Of 1, as the bytes leave. */
  readonly onProgress?: (part: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Sends a picture and answers its image id. Throws UploadRefusedError with words for the person where the file is not taken,
 * and whatever the API throws; AbortError where `signal` has stopped it.
 */
export async function uploadPicture(
  client: ApolloClient,
  { projectId, file, signal, onProgress = () => {} }: Uploading,
): Promise<string> {
  if (file.size > UPLOAD_MAX_BYTES) {
    const [size, max] = [formatMegabytes(file.size), formatMegabytes(UPLOAD_MAX_BYTES)];
    throw new UnfitFileError(say('upload.tooLarge', { size, max }));
  }
  const contentType = await pictureType(file);
  if (contentType === null) throw new UnfitFileError(say('upload.noPicture'));
  const { data } = await client.mutate({
    mutation: CREATE_IMAGE_UPLOAD,
    variables: {
      input: {
        projectId,
        contentType,
        bytes: file.size,
        fileName: file instanceof File ? file.name.slice(0, 255) || null : null,
      },
    },
  });
  if (!data) throw new Error('the response has no data');
  signal?.throwIfAborted();
  await sendBytes(data.createImageUpload, { file, onProgress, signal });
  const { completionUrl } = data.createImageUpload;
  if (completionUrl) await complete(completionUrl, signal);
  return data.createImageUpload.imageId;
}

/** By XMLHttpRequest, because fetch does not tell how much has left. */
function sendBytes(
  { url, method, headers }: CreateImageUploadMutation['createImageUpload'],
  { file, onProgress, signal }: Required<Pick<Uploading, 'file' | 'onProgress'>> & { signal: AbortSignal | undefined },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const { name, value } of headers) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener('load', () => {
      if (request.status === 201 || request.status === 200)
        resolve(); // 200: the storage itself
      else reject(refusalOf(request.responseText));
    });
    request.addEventListener('error', () => reject(new TypeError('nobody answered the upload')));
    request.addEventListener('abort', () => reject(new DOMException('the upload was stopped', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

/** The file went to the storage itself: the server looks at it now. */
async function complete(url: string, signal: AbortSignal | undefined): Promise<void> {
  const response = await fetch(url, { method: 'POST', ...(signal && { signal }) });
  if (response.status !== 201) throw refusalOf(await response.text());
}

/** The codes of refusals that the same file does not meet again, because the way was at fault. */
const PASSING = ['SENDER_SILENT', 'INCOMPLETE', 'TOO_MANY_UPLOADS', 'UPLOAD_UNDER_WAY', 'EXPIRED', 'NOT_FOUND'];

function refusalOf(text: string): UploadRefusedError {
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string } }; // what the upload endpoint promises
    const reason = refusalWords(error.code) ?? error.message;
    return PASSING.includes(error.code) ? new UploadRefusedError(reason) : new UnfitFileError(reason);
  } catch {
    return new UploadRefusedError(say('upload.noReason'));
  }
}

/** The first bytes of files of the accepted types, with one character for each byte. */
const BEGINNINGS: readonly (readonly [beginning: RegExp, contentType: string])[] = [
  [/^\x89PNG\r\n.\n/s, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^RIFF....WEBP/s, 'image/webp'],
];
const BEGINNING_BYTES = 16;

/** The content type of a file by its first bytes; null if it is not one of the three accepted types. */
async function pictureType(file: Blob): Promise<string | null> {
  const bytes = new Uint8Array(await file.slice(0, BEGINNING_BYTES).arrayBuffer());
  const beginning = String.fromCharCode(...bytes);
  return BEGINNINGS.find(([pattern]) => pattern.test(beginning))?.[1] ?? null;
}
