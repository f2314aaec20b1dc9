// Installs Debian's nats-server if it is missing, and prints its path.
import fs from 'node:fs';
import process from 'node:process';
import { installPackages } from './debian-packages.mjs';

const program = '/usr/sbin/nats-server';

try {
  if (!fs.existsSync(program)) installPackages('nats-server');
  console.log(program);
} catch (error) {
  console.error(`These tests need Debian 12's nats-server: ${error.message}`);
  process.exit(1);
}
