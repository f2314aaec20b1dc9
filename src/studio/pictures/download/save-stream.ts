import { saveFile } from './save-file.ts';

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
