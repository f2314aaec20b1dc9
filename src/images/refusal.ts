/** The reasons for refusing an upload or a picture, in the order in which they are checked. */
export type RefusalCode =
  // the URL
  | 'MALFORMED_URL'
  | 'BAD_SIGNATURE'
  | 'EXPIRED'
  // what the request says of its body
  | 'WRONG_CONTENT_TYPE'
  | 'LENGTH_REQUIRED'
  | 'TOO_LARGE'
  | 'WRONG_LENGTH'
  // the image, or the file of a picture
  | 'NOT_FOUND'
  | 'ALREADY_UPLOADED'
  // the process, now
  | 'UPLOAD_UNDER_WAY'
  | 'TOO_MANY_UPLOADS'
  // the body
  | 'SENDER_SILENT'
  | 'INCOMPLETE'
  // the picture
  | 'NOT_A_PICTURE'
  | 'OTHER_FORMAT'
  | 'TOO_MANY_PIXELS'
  | 'ANIMATED'
  | 'BROKEN';

/** Nothing was stored. The message is for the sender, and names the field, the limit and the fix. */
export interface Refused {
  readonly status: 'refused';
  readonly code: RefusalCode;
  readonly message: string;
}

export function refused(code: RefusalCode, message: string): Refused {
  return { status: 'refused', code, message };
}
