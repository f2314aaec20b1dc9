import { formatName, type PictureType } from './picture-type.ts';
import type { ReceivedBody } from './receive-body.ts';
import { type Refused, refused } from './refusal.ts';

export function badUploadUrl(): Refused {
  return refused('BAD_SIGNATURE', 'The signature does not match the URL. Use the url of an upload unchanged.');
}

export function uploadExpired(): Refused {
  return refused('EXPIRED', 'The URL has expired: it is valid for 15 minutes. Create a new upload.');
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
      `Send the ${formatName(wanted)} that was announced, or create a new upload for the file that you have.`,
  );
}

export function lengthMissing(wanted: number): Refused {
  return refused(
    'LENGTH_REQUIRED',
    `The header content-length is missing. Send it: it must be ${wanted}, the number of bytes that was announced.`,
  );
}

export function tooLarge(wanted: number): Refused {
  return refused(
    'TOO_LARGE',
    `The upload was created for ${wanted} bytes, and the body is larger. Create a new upload with the size of the file as bytes.`,
  );
}

export function wrongLength(wanted: number, given: number): Refused {
  return refused(
    'WRONG_LENGTH',
    `The header content-length is ${given}, but the upload was created for ${wanted} bytes. ` +
      'Create a new upload with the size of the file as bytes.',
  );
}

export function noSuchImage(): Refused {
  return refused('NOT_FOUND', 'The image of this URL no longer exists. Create a new upload.');
}

export function alreadyUploaded(): Refused {
  return refused(
    'ALREADY_UPLOADED',
    'The image has already been uploaded. Use it, or create a new upload for another picture.',
  );
}

/** The file was sent to the storage, which this server does not use directly (any more). */
export function notDirect(): Refused {
  return refused('NOT_FOUND', 'Uploads to the storage itself are switched off. Create a new upload.');
}

export function nothingSent(): Refused {
  return refused('INCOMPLETE', 'No file was sent to the url of the upload. Send it, then complete the upload again.');
}

export function otherSize(wanted: number, sent: number): Refused {
  return refused(
    sent > wanted ? 'TOO_LARGE' : 'INCOMPLETE',
    `The upload was created for ${wanted} bytes, and the file that was sent has ${sent}. Send it again, or create a new upload.`,
  );
}

export function tooManyUploads(): Refused {
  return refused(
    'TOO_MANY_UPLOADS',
    'The uploads in progress reach the limit LIMIT_UPLOADS_BYTES. Send the picture again in a few seconds.',
  );
}

export function uploadUnderWay(): Refused {
  return refused('UPLOAD_UNDER_WAY', 'Two uploads to this URL are already in progress. Wait until one of them ends.');
}

/** The refusal of a body that did not arrive as announced. The URL remains valid until it expires. */
export function refusedBody(wanted: number, body: Exclude<ReceivedBody, { status: 'whole' }>): Refused {
  if (body.status === 'late') return uploadExpired();
  if (body.status === 'longer') return tooLarge(wanted);
  if (body.status === 'silent') {
    return refused('SENDER_SILENT', 'The upload timed out because no more bytes arrived. Send the picture again.');
  }
  return refused(
    'INCOMPLETE',
    `Only ${body.received} of ${wanted} bytes arrived before the connection ended. Send the picture again.`,
  );
}
