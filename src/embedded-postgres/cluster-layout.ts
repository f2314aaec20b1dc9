import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Account, makePrivateFolder, serverAccount } from './account.ts';

/** The paths and the account of one PostgreSQL cluster. */
export interface ClusterLayout {
  /** The cluster's folder, with symbolic links resolved. */
  readonly folder: string;
  /** PostgreSQL's data folder, created by initdb. */
  readonly data: string;
  /** The file that the server writes its log to. */
  readonly log: string;
  /** The folder of the Unix domain socket, the only way to connect. */
  readonly socketFolder: string;
  /** Part of the title of every process of the server, so that they can be found after the postmaster was killed. */
  readonly clusterName: string;
  readonly account: Account | null;
}

/** Only a part of the socket's name: the server does not listen on a network. */
export const PORT = 5432;

/** The limit is 107 bytes on Linux and 103 on macOS. */
const SOCKET_PATH_BYTES_MAX = 100;

/** Creates the folders of a cluster, except the data folder. */
export function createLayout(folder: string): ClusterLayout {
  makeFolder(folder);
  const layout = layoutOf(folder);
  makePrivateFolder(layout.socketFolder, layout.account);
  return layout;
}

/** The layout of the cluster in an existing folder. */
export function layoutOf(folderOrLink: string): ClusterLayout {
  const folder = fs.realpathSync(folderOrLink);
  const data = path.join(folder, 'data');
  const account = serverAccount(data);
  const clusterName = `darkroom-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
  const near = path.join(folder, 'socket');
  const far = path.join('/tmp', `${clusterName}-${account?.uid ?? process.getuid?.() ?? 0}`);
  const socketFolder = Buffer.byteLength(socketIn(near)) > SOCKET_PATH_BYTES_MAX ? far : near;
  return { folder, data, log: path.join(folder, 'log'), socketFolder, clusterName, account };
}

/** The socket's path in its folder. */
export function socketIn(socketFolder: string): string {
  return path.join(socketFolder, `.s.PGSQL.${PORT}`);
}

/** Folders that root creates under a strict umask would be inaccessible to the account that runs PostgreSQL. */
function makeFolder(folder: string): void {
  const first = fs.mkdirSync(folder, { recursive: true });
  if (first === undefined || process.getuid?.() !== 0) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) fs.chmodSync(made, 0o755);
}
