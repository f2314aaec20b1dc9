import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { StartError } from '../../start-error.ts';
import { reasonOf } from '../../reason-of.ts';

const MAKE_ONE = 'make one by "openssl genpkey -algorithm ed25519"';

/** Reads an Ed25519 private key. Throws StartError, which never contains the key. */
export function readPrivateKey(file: string): Promise<KeyObject> {
  return readKey(file, createPrivateKey, `an Ed25519 private key in PEM: ${MAKE_ONE}`);
}

/** Reads an Ed25519 public key, or the one that belongs to a private key. Throws StartError. */
export function readPublicKey(file: string): Promise<KeyObject> {
  return readKey(file, createPublicKey, 'an Ed25519 key in PEM');
}

async function readKey(file: string, parse: (pem: Buffer) => KeyObject, wanted: string): Promise<KeyObject> {
  const pem = await readFile(file).catch((error: unknown) => {
    throw new StartError(`the key ${file} cannot be read: ${reasonOf(error)}`);
  });
  const key = parseOrNull(pem, parse);
  if (key?.asymmetricKeyType !== 'ed25519') throw new StartError(`${file} must hold ${wanted}`);
  return key;
}

function parseOrNull(pem: Buffer, parse: (pem: Buffer) => KeyObject): KeyObject | null {
  try {
    return parse(pem);
  } catch {
    return null; // the caller reports that it is not a key
  }
}
