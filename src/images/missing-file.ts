/** A rejection handler: returns null if the file or folder does not exist, and rethrows any other error. */
export function nullIfMissing(error: unknown): null {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
