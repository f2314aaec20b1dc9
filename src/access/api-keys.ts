import { createHash } from 'node:crypto';
import type { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/prisma/client.ts';
import type { Role, Viewer } from './viewer.ts';
import type { Workspace, WorkspaceId } from './workspace.ts';

export type ApiKeyId = string & { readonly idOf: 'apiKey' };

/** What every secret of ours begins with, so that a leaked one is recognised. */
const SECRET_MARK = 'dkr_';

/** As many characters of the secret are kept and shown, to tell keys apart. */
const PREFIX_LENGTH = 12;

export interface NewApiKey {
  readonly id: ApiKeyId;
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  readonly role: Role;
  readonly secret: string;
  /** In milliseconds since 1970. */
  readonly createdAt: number;
}

/** The keys of the workspaces. A secret is shown when it is made and kept nowhere: only its SHA-256 is. */
export class ApiKeys {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Who holds this secret; null where it is no key's. */
  async viewerOf(secret: string): Promise<Viewer | null> {
    const key = await this.#database.prisma.apiKey.findUnique({ where: { secretHash: hashOf(secret) } });
    if (!key) return null;
    return { name: key.name, role: key.role, workspaceId: key.workspaceId as WorkspaceId };
  }

  async workspaceOf(viewer: Viewer): Promise<Workspace> {
    const { id, name } = await this.#database.prisma.workspace.findUniqueOrThrow({ where: { id: viewer.workspaceId } });
    return { id: id as WorkspaceId, name };
  }
}

/** A key as its row is written. */
export function apiKeyRow(key: NewApiKey): Prisma.ApiKeyUncheckedCreateInput {
  const { secret, createdAt, ...row } = key;
  const prefix = secret.slice(0, PREFIX_LENGTH);
  return { ...row, prefix, secretHash: hashOf(secret), createdAt: new Date(createdAt) };
}

/** 256 random bits in hexadecimal, behind the mark. */
export function newSecret(randomBytes: (size: number) => Uint8Array): string {
  return SECRET_MARK + Buffer.from(randomBytes(32)).toString('hex');
}

function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}
