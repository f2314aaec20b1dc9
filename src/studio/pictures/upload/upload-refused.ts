/** The file was not taken; the message tells the person why and what to do. */
export class UploadRefusedError extends Error {
  override readonly name = 'UploadRefusedError';
}

/** The same file would never be taken. */
export class UnfitFileError extends UploadRefusedError {}
