import type { GraphqlClient } from './graphql-client.ts';
import { actionChanged } from './operations.ts';
import { until } from './until.ts';

/**
 * Subscribes to a project's actions, and performs one after the other until the first change arrives: a subscription to
 * actions opens without a message, so nothing else tells that it stands. `seen` goes on growing until `stop`.
 */
export async function watchActions(
  client: GraphqlClient,
  projectId: string,
  perform: (key: string) => Promise<unknown>,
): Promise<{ seen: { readonly id: string; readonly status: string }[]; stop: () => Promise<void> }> {
  const seen: { id: string; status: string }[] = [];
  const changes = client.watch(actionChanged, { projectId });
  const reading = (async () => {
    for await (const { data } of changes) if (data) seen.push(data.actionChanged);
  })();
  for (let number = 1; seen.length === 0; number += 1) {
    await perform(`watched ${number}`);
    await until(() => true);
  }
  const stop = async () => {
    await changes.return?.();
    await reading;
  };
  return { seen, stop };
}
