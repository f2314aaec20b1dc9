/** SQL of a UUIDv7 of this instant whose other bits are derived from its content, so that a repeated insert changes nothing. */
export function deterministicUuidV7(at: string, content: string): string {
  const hash = `md5(${content})`;
  return `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0')
      || '7' || substr(${hash}, 1, 3) || '8' || substr(${hash}, 4, 15))::uuid`;
}
