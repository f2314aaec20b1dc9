// Sees to it that there are Debian's PostgreSQL 15, as a stock server runs it, and pgbouncer. Prints where they are.
import fs from 'node:fs';
import process from 'node:process';
import { installPackages } from './debian-packages.mjs';

const bin = '/usr/lib/postgresql/15/bin';
const pgbouncer = '/usr/sbin/pgbouncer';
const PACKAGES = { 'postgresql-15': `${bin}/postgres`, pgbouncer };

try {
  const missing = Object.keys(PACKAGES).filter((name) => !fs.existsSync(PACKAGES[name]));
  if (missing.length > 0) installPackages(...missing);
  console.log(JSON.stringify({ bin, pgbouncer }));
} catch (error) {
  console.error(`These tests need Debian 12's PostgreSQL 15 and pgbouncer: ${error.message}`);
  process.exit(1);
}
