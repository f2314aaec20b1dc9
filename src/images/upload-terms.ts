import type { ImageId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { isImageId } from './image.ts';
import { isPictureType, type PictureType } from './picture-type.ts';
import type { Refused } from './refusal.ts';
import type { Signer } from '../signing/signer.ts';
import { readWholeNumber } from '../signing/whole-number.ts';
import { badUploadUrl, encoded, lengthMissing, tooLarge, wrongLength, wrongType } from './upload-refusals.ts';

/** The signed contents of an upload URL. */
export interface UploadTerms {
  readonly imageId: ImageId;
  readonly contentType: PictureType;
  /** The exact size of the file. */
  readonly bytes: number;
  /** In seconds since 1970. The upload must be complete before then. */
  readonly untilSeconds: number;
}

/** What the URL of an upload says. */
export interface UploadAddress {
  readonly imageId: string;
  readonly query: URLSearchParams;
}

/** The parts of a request that precede its body. */
export interface UploadAnnouncement extends UploadAddress {
  /** The headers of the same names. */
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly contentLength: string | undefined;
}

/** `/uploads/<image id>?type=…&bytes=…&until=…&signature=…`, or `/uploads/<image id>/completion?…` */
export function uploadPath(terms: UploadTerms, signer: Signer, completion: '' | '/completion' = ''): string {
  const query = new URLSearchParams({
    type: terms.contentType,
    bytes: String(terms.bytes),
    until: String(terms.untilSeconds),
    signature: signer.sign(statementOf(terms)),
  });
  return `/uploads/${terms.imageId}${completion}?${query.toString()}`;
}

/** The terms of the URL, if its signature is correct. */
export function readTerms({ imageId, query }: UploadAddress, signer: Signer): UploadTerms | Refused {
  const contentType = query.get('type') ?? '';
  const bytes = readWholeNumber(query.get('bytes'));
  const untilSeconds = readWholeNumber(query.get('until'));
  if (isImageId(imageId) && isPictureType(contentType) && bytes !== null && untilSeconds !== null) {
    const terms = { imageId, contentType, bytes, untilSeconds };
    if (signer.isSigned(statementOf(terms), query.get('signature') ?? '')) return terms;
  }
  return badUploadUrl();
}

export function isExpired({ untilSeconds }: UploadTerms, now: Instant): boolean {
  return now >= untilSeconds * 1000;
}

/** The refusal of a request by its headers, or null. */
export function checkHeaders(terms: UploadTerms, announced: UploadAnnouncement): Refused | null {
  return checkType(terms, announced) ?? checkLength(terms, announced);
}

function checkType({ contentType: wanted }: UploadTerms, announced: UploadAnnouncement): Refused | null {
  if ((announced.contentEncoding ?? 'identity') !== 'identity') return encoded();
  const given = announced.contentType?.split(';')[0]?.trim().toLowerCase() ?? null;
  return given === wanted ? null : wrongType(wanted, given);
}

function checkLength({ bytes: wanted }: UploadTerms, { contentLength }: UploadAnnouncement): Refused | null {
  if (contentLength === undefined) return lengthMissing(wanted);
  const given = Number(contentLength);
  if (given === wanted) return null;
  return given > wanted ? tooLarge(wanted) : wrongLength(wanted, given);
}

function statementOf({ imageId, contentType, bytes, untilSeconds }: UploadTerms) {
  return ['upload', imageId, contentType, bytes, untilSeconds] as const;
}
