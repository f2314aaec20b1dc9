import { say } from '../../language/say.ts';

/** The limits of the server. */
const SIDE_MAX_PX = 8_192;
const AREA_MAX_MEGAPIXELS = 40;

/** Says why the server refused a file; undefined for codes that no action of a user causes. */
export function refusalWords(code: string): string | undefined {
  switch (code) {
    case 'EXPIRED':
      return say('upload.expired');
    case 'TOO_MANY_UPLOADS':
      return say('upload.tooManyUploads');
    case 'SENDER_SILENT':
    case 'INCOMPLETE':
      return say('upload.interrupted');
    case 'NOT_A_PICTURE':
      return say('upload.noPicture');
    case 'TOO_MANY_PIXELS':
      return say('upload.tooManyPixels', { side: SIDE_MAX_PX, megapixels: AREA_MAX_MEGAPIXELS });
    case 'ANIMATED':
      return say('upload.animated');
    case 'BROKEN':
      return say('upload.broken');
    default:
      return undefined;
  }
}
