/** For a `catch`: null where a file or folder does not exist; throws every other error again. */
export function nullIfMissing(error: unknown): null {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
