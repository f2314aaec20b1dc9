import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../support/free-port.ts';
import setUpDatabase from '../support/global-setup.mts';
import { publishS3Server } from './s3-server.ts';

declare global {
  /** From set-up to teardown, which Jest runs in one process. */
  var stopCeph: (() => Promise<void>) | undefined;
}

export default async function setUp({ rootDir }: { rootDir: string }): Promise<void> {
  await setUpDatabase({ rootDir });
  execFileSync(process.execPath, [path.join(rootDir, 'tools/install-ceph.mjs')], { stdio: 'inherit' });
  const folder = mkdtempSync(path.join(tmpdir(), 'darkroom-ceph-'));
  const [port, monitorPort] = [await freePort(), await freePort()];
  const [accessKeyId, secretAccessKey] = [randomBytes(10).toString('hex'), randomBytes(20).toString('hex')];
  globalThis.stopCeph = async () => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.pid')))
      process.kill(Number(readFileSync(path.join(folder, name), 'utf8')), 'SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const script = path.join(rootDir, 'test/s3/ceph.sh');
  execFileSync(script, [folder, String(port), String(monitorPort), accessKeyId, secretAccessKey], { stdio: 'inherit' });
  publishS3Server({ endpoint: `http://127.0.0.1:${port}`, accessKeyId, secretAccessKey });
}
