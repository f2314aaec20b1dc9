import { saveFile } from './save-file.ts';

declare global {
  interface Window {
    /** Chromium alone has it. */
    showSaveFilePicker?: (options: { readonly suggestedName: string }) => Promise<FileSystemFileHandle>;
  }
}

/**
 * Where the browser can write to a file that the person chooses, what is streamed goes to the disk as it comes; elsewhere it is
 * held by the browser until it is whole. `make` is called once the file is chosen; answers whether it was.
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
