/** The same name for a PNG. */
export function pngName(fileName: string): string {
  return withExtension(fileName, 'png');
}

/** The same name for a file of another kind; `variant` distinguishes it, such as "1080 × 1350". */
export function withExtension(fileName: string, extension: string, variant = ''): string {
  const stem = fileName.replace(/\.[a-z0-9]{1,5}$/i, '');
  return `${stem}${variant === '' ? '' : `, ${variant}`}.${extension}`;
}

/** No two alike, also on disks that tell no capitals: "ring.png", "ring (2).png". */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [, stem = name, extension = ''] = /^(.*?)(\.[^.]*)?$/s.exec(name) ?? [];
    let unique = name;
    for (let number = 2; taken.has(unique.toLowerCase()); number += 1) unique = `${stem} (${number})${extension}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
