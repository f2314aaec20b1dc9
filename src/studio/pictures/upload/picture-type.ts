/** How the files begin that Darkroom takes, read as one character a byte. */
const BEGINNINGS: readonly (readonly [beginning: RegExp, contentType: string])[] = [
  [/^\x89PNG\r\n.\n/s, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^RIFF....WEBP/s, 'image/webp'],
];
const BEGINNING_BYTES = 16;

/** What the file really is, whatever it is called; null where it is none of the three types that are taken. */
export async function pictureType(file: Blob): Promise<string | null> {
  const bytes = new Uint8Array(await file.slice(0, BEGINNING_BYTES).arrayBuffer());
  const beginning = String.fromCharCode(...bytes);
  return BEGINNINGS.find(([pattern]) => pattern.test(beginning))?.[1] ?? null;
}
