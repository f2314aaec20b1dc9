import { type DocumentNode, type ExecutionResult, parse } from 'graphql';
import type { Caller, OperationRunner } from './operation-runner.ts';

/** Of a wait, so that it is answered before LIMIT_REQUEST_SECONDS and before proxies lose patience. */
export const WAIT_SECONDS_MAX = 25;

export const ACTION_QUERY: DocumentNode = parse(`query Action($actionId: ID!) {
  action(id: $actionId) {
    id kind status credits queuePosition createdAt finishedAt
    project { id balance }
    failure { code message }
    refund { id amount balanceAfter }
    image { id width height contentType bytes url }
  }
}`);

const CHANGES: DocumentNode = parse(
  'subscription ActionChanges($projectId: ID!) { actionChanged(projectId: $projectId) { id status } }',
);

interface Seen {
  readonly id: string;
  readonly status: string;
}

interface SeenInProject extends Seen {
  readonly project: { readonly id: string };
}

export interface WaitOptions {
  readonly actionId: string;
  readonly seconds: number;
  /** The caller is gone, or the server stops. */
  readonly signal: AbortSignal;
}

/** The action once it has ended, or as it is when the time is over. */
export async function waitForAction(
  runner: OperationRunner,
  caller: Caller,
  { actionId, seconds, signal }: WaitOptions,
): Promise<ExecutionResult> {
  const look = () => runner.execute(ACTION_QUERY, { actionId }, caller);
  const first = await look();
  const action = seenIn(first);
  if (!action || hasEnded(action) || seconds === 0) return first;
  const changes = await runner.subscribe(CHANGES, { projectId: action.project.id }, caller);
  if (!(Symbol.asyncIterator in changes)) return changes;
  const over = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
  const stop = () => void changes.return?.();
  over.addEventListener('abort', stop, { once: true });
  try {
    const again = await look(); // it may have ended before its changes were watched
    if (hasEnded(seenIn(again)) || over.aborted) return again;
    for await (const { data } of changes) {
      const changed = data?.['actionChanged'] as Seen; // see CHANGES
      if (changed.id === actionId && hasEnded(changed)) break;
    }
    return await look();
  } finally {
    over.removeEventListener('abort', stop);
    stop();
  }
}

function seenIn({ data }: ExecutionResult): SeenInProject | null {
  return (data?.['action'] as SeenInProject | null | undefined) ?? null; // see ACTION_QUERY
}

function hasEnded(action: Seen | null): boolean {
  return action !== null && action.status !== 'QUEUED' && action.status !== 'RUNNING';
}
