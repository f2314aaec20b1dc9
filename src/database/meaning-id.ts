/** SQL of a UUIDv7 of this instant whose other bits follow from what it stands for: what is written again is written once. */
export function meaningId(at: string, meaning: string): string {
  const hash = `md5(${meaning})`;
  return `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0')
      || '7' || substr(${hash}, 1, 3) || '8' || substr(${hash}, 4, 15))::uuid`;
}
