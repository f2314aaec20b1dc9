import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The program is benched as it is built: decorators need a compiler. `Module` is the type of the source file. */
export async function compiled<Module>(file: string): Promise<Module> {
  const built = path.join(import.meta.dirname, '../../../dist', file);
  return (await import(pathToFileURL(built).href)) as Module; // built from the file that the caller names the type of
}
