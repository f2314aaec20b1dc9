// Installs Debian's Ceph unless it is installed: a gateway with an S3 API, its monitor and its object store.
import fs from 'node:fs';
import process from 'node:process';
import { installPackages } from './debian-packages.mjs';

const PACKAGES = { radosgw: '/usr/bin/radosgw', 'ceph-mon': '/usr/bin/ceph-mon', 'ceph-osd': '/usr/bin/ceph-osd' };

try {
  const missing = Object.keys(PACKAGES).filter((name) => !fs.existsSync(PACKAGES[name]));
  if (missing.length > 0) installPackages(...missing);
} catch (error) {
  console.error(`These tests need Debian 12's Ceph: ${error.message}`);
  process.exit(1);
}
