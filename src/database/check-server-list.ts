import { StartError } from '../start-error.ts';
import { examineServer } from './examine-server.ts';
import { addressOf, serverUrls } from './server-list.ts';

/** The longest time that a start waits for a server. */
const TIMEOUT_MS = 2_000; // 2 seconds

/**
 * Examines every server of a list. Returns advice about those that do not respond. Throws StartError if none takes writes, or
 * if they belong to different clusters: writes would reach one or the other by chance. `variable` is the name of the setting that
 * contains the URL.
 */
export async function checkServerList(url: string, variable: string): Promise<string[]> {
  const urls = serverUrls(url);
  if (urls.length === 1) return [];
  const states = await Promise.all(
    urls.map(async (own) => ({
      address: addressOf(own),
      state: await examineServer(own, new AbortController().signal, TIMEOUT_MS),
    })),
  );
  const away = states.flatMap(({ address, state }) => (state.kind === 'away' ? [`${address}: ${state.reason}`] : []));
  const clusters = new Set(states.flatMap(({ state }) => (state.kind === 'away' ? [] : [state.clusterId])));
  if (clusters.size > 1)
    throw new StartError(`${variable} lists servers of different clusters: it must name a primary and its standbys`);
  if (!states.some(({ state }) => state.kind === 'primary')) {
    const objections = states.map(({ address, state }) =>
      state.kind === 'away' ? `${address}: ${state.reason}` : `${address}: a standby`,
    );
    throw new StartError(`no server in ${variable} takes writes (${objections.join('; ')})`);
  }
  return away.map((reason) => `a server in ${variable} does not respond (${reason})`);
}
