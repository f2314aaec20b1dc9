const REVOKE_AFTER_MS = 60_000; // a slow disk has begun by then

/** Lets the browser keep it under this name. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

declare global {
  interface Window {
    /** Only Chromium has it. */
    showSaveFilePicker?: (options: { readonly suggestedName: string }) => Promise<FileSystemFileHandle>;
  }
}

/**
 * Saves a stream. If the browser can write to a file that the user chooses, the data goes to the disk as it arrives; other
 * browsers keep it in memory until it is complete. `make` is called when the file is chosen. Resolves to whether one was chosen.
 */
export async function saveStream(name: string, make: () => ReadableStream<Uint8Array>): Promise<boolean> {
  if (!window.showSaveFilePicker) {
    saveFile(await new Response(make()).blob(), name);
    return true;
  }
  const handle = await window.showSaveFilePicker({ suggestedName: name }).catch(nullIfCanceled);
  if (!handle) return false;
  await make().pipeTo(await handle.createWritable());
  return true;
}

function nullIfCanceled(error: unknown): null {
  if (error instanceof DOMException && error.name === 'AbortError') return null;
  throw error;
}

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
