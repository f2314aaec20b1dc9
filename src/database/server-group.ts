/**
 * The servers of a database URL with several hosts, and the connections of this process to them. New connections lead to the
 * primary. When a server stops responding to a query, or loses its role without closing its connections, the primary is
 * searched again, and every connection to another server is destroyed: its queries fail as on any lost connection, and the next
 * connection leads to the new primary.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { ConnectionLostError } from './failure.ts';
import { PrimarySearch } from './primary-search.ts';
import { serverUrls } from './server-list.ts';

/** How often to check for queries without a response. A server counts as silent if a query gets no data between two checks. */
const LOOK_INTERVAL_MS = 100;

/** The pause after a search that found the primary. A slow query also starts a search, which connects to every server. */
const SEARCH_PAUSE_MS = 150;

interface Member {
  readonly url: string;
  /** As of the last check. */
  bytesRead: number;
  wasBusy: boolean;
}

export class ServerGroup {
  readonly urls: readonly string[];
  readonly #search: PrimarySearch;
  readonly #members = new Map<pg.Client, Member>();
  #looking: NodeJS.Timeout | undefined;
  #isSearching = false;

  constructor(urls: readonly string[]) {
    this.urls = urls;
    this.#search = new PrimarySearch(urls);
  }

  /** The URL of the primary. Throws NoPrimaryError. */
  primary(): Promise<string> {
    return this.#search.find();
  }

  /** Watches a connection until it ends. Call it before the connection is opened. */
  joined(client: pg.Client, url: string): void {
    this.#members.set(client, { url, bytesRead: 0, wasBusy: false });
    client.once('end', () => this.#left(client));
    this.#looking ??= setInterval(() => void this.#look(), LOOK_INTERVAL_MS).unref();
  }

  #left(client: pg.Client): void {
    this.#members.delete(client);
    if (this.#members.size > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  async #look(): Promise<void> {
    const silent = [...this.#members].filter(([client, member]) => isSilent(client, member));
    if (silent.length === 0 || this.#isSearching) return;
    this.#isSearching = true;
    const primary = await this.#search.find().catch(() => null); // without a primary, queries keep waiting for their server
    if (primary !== null) {
      for (const [client, { url }] of this.#members) {
        if (url !== primary) client.connection.stream.destroy(replaced());
      }
      await delay(SEARCH_PAUSE_MS, undefined, { ref: false });
    }
    this.#isSearching = false;
  }
}

/** Whether a query has received nothing since the last check. */
function isSilent(client: pg.Client, member: Member): boolean {
  const isBusy = !(client as unknown as { readonly readyForQuery: boolean }).readyForQuery; // pg's types lack it
  const { bytesRead } = client.connection.stream as unknown as { readonly bytesRead: number }; // it is a socket
  const isSilentNow = isBusy && member.wasBusy && bytesRead === member.bytesRead;
  member.wasBusy = isBusy;
  member.bytesRead = bytesRead;
  return isSilentNow;
}

function replaced(): ConnectionLostError {
  return new ConnectionLostError('Connection terminated: another server has become the primary');
}

/** By URL, because all connections of the process share a search. */
const groups = new Map<string, ServerGroup>();

/** Null: the URL names a single server. */
export function serverGroup(url: string): ServerGroup | null {
  const known = groups.get(url);
  if (known) return known;
  const urls = serverUrls(url);
  if (urls.length === 1) return null;
  const group = new ServerGroup(urls);
  groups.set(url, group);
  return group;
}
