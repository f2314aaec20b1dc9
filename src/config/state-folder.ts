import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * The absolute folder for what a checkout keeps between runs: `.state` in it. For root it is a folder of the checkout's
 * own below /var/lib, because the account that runs PostgreSQL for root cannot enter root's home. The folder is not made.
 */
export function defaultStateFolder(checkout: string): string {
  const real = fs.realpathSync(checkout);
  if (process.getuid?.() !== 0) return path.join(real, '.state');
  return path.join('/var/lib/darkroom', createHash('sha256').update(real).digest('hex').slice(0, 8));
}
