import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';

/** Finds or installs the browser, and removes the screenshots of the last run. */
export default function setUp({ rootDir }: { rootDir: string }): void {
  const installer = path.join(rootDir, 'tools/install-chromium.mjs');
  process.env['CHROMIUM'] = execFileSync(process.execPath, [installer], { encoding: 'utf8' }).trim();
  rmSync(path.join(rootDir, 'test/browser/screenshots'), { recursive: true, force: true });
}
