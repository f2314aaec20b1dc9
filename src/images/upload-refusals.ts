import { formatName, type PictureType } from './picture-type.ts';
import type { ReceivedBody } from './receive-body.ts';
import { type Refused, refused } from './refusal.ts';

export function badUploadUrl(): Refused {
  return refused('BAD_SIGNATURE', 'This URL was not signed here, or was changed. Use the url of an upload as it is.');
}

export function uploadExpired(): Refused {
  return refused('EXPIRED', 'The URL has expired: it takes a picture for 15 minutes. Make a new upload.');
}

export function encoded(): Refused {
  return refused(
    'WRONG_CONTENT_TYPE',
    'The header content-encoding must be absent: send the bytes of the file itself.',
  );
}

export function wrongType(wanted: PictureType, given: string | null): Refused {
  return refused(
    'WRONG_CONTENT_TYPE',
    `The header content-type must be ${wanted}, as announced, and ${given === null ? 'is missing' : `is ${given}`}. ` +
      `Send the ${formatName(wanted)} that was announced, or make a new upload for what you have.`,
  );
}

export function lengthMissing(wanted: number): Refused {
  return refused(
    'LENGTH_REQUIRED',
    `The header content-length is missing. Send it: it must be ${wanted}, the bytes that were announced.`,
  );
}

export function tooLarge(wanted: number): Refused {
  return refused(
    'TOO_LARGE',
    `The upload was made for ${wanted} bytes, and more are sent. Make a new upload whose bytes are the file's own size.`,
  );
}

export function wrongLength(wanted: number, given: number): Refused {
  return refused(
    'WRONG_LENGTH',
    `The header content-length is ${given}, and the upload was made for ${wanted} bytes. ` +
      "Make a new upload whose bytes are the file's own size.",
  );
}

export function noSuchImage(): Refused {
  return refused('NOT_FOUND', 'The image of this URL is not there any more. Make a new upload.');
}

export function alreadyUploaded(): Refused {
  return refused(
    'ALREADY_UPLOADED',
    'The image has its picture already. Use it, or make a new upload for another picture.',
  );
}

export function tooManyUploads(): Refused {
  return refused(
    'TOO_MANY_UPLOADS',
    'More is being uploaded than LIMIT_UPLOADS_BYTES allows at once. Send the picture again in some seconds.',
  );
}

export function uploadUnderWay(): Refused {
  return refused(
    'UPLOAD_UNDER_WAY',
    'The picture of this URL is being sent already, twice. Wait for one of them to end.',
  );
}

/** For a body that did not arrive as announced. The URL remains valid, unless it is too late. */
export function refusedBody(wanted: number, body: Exclude<ReceivedBody, { status: 'whole' }>): Refused {
  if (body.status === 'late') return uploadExpired();
  if (body.status === 'longer') return tooLarge(wanted);
  if (body.status === 'silent') {
    return refused('SENDER_SILENT', 'No more bytes came, and waiting for them was given up. Send the picture again.');
  }
  return refused(
    'INCOMPLETE',
    `Only ${body.received} of ${wanted} bytes came before the connection ended. Send the picture again.`,
  );
}
