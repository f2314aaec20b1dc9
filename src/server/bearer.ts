/** The secret of "Bearer …"; of anything else, text that is no key's. */
export function readBearer(authorization: string): string {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
}
