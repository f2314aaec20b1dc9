import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type Balance,
  type DarkroomClient,
  OutcomeUnknownError,
  type PerformInputs,
  type PerformOutcome,
} from './darkroom-client.ts';

export interface LiveBalance {
  /** Null until the first message. */
  readonly balance: Balance | null;
  /** The error that ended the subscription, such as an expired credential; null while it is active. */
  readonly error: Error | null;
}

/** The balance of a project, live as long as the component is mounted. */
export function useBalance(client: DarkroomClient, projectId: string): LiveBalance {
  const [live, setLive] = useState<LiveBalance>(NONE);
  useEffect(() => {
    const stop = new AbortController();
    const balances = client.watchBalance(projectId, { signal: stop.signal });
    void follow(balances, (next) => {
      if (!stop.signal.aborted) setLive((last) => ({ ...last, ...next }));
    });
    return () => stop.abort();
  }, [client, projectId]);
  return live;
}

async function follow(balances: AsyncIterable<Balance>, tell: (next: Partial<LiveBalance>) => void): Promise<void> {
  tell(NONE); // clears the balance of the previous project
  try {
    for await (const balance of balances) tell({ balance });
  } catch (error) {
    tell({ error: errorOf(error) });
  }
}

const NONE: LiveBalance = { balance: null, error: null };

export interface Performing {
  /** Performs an action. Resolves to null if another one is being sent, or after a failure, which `error` then contains. Never rejects. */
  readonly perform: <Kind extends keyof PerformInputs>(
    kind: Kind,
    input: PerformInputs[Kind],
  ) => Promise<PerformOutcome | null>;
  readonly isSending: boolean;
  /** The last result; null before it, and after a failure. */
  readonly outcome: PerformOutcome | null;
  readonly error: Error | null;
}

/**
 * Performs actions, each charged once. While the outcome of an action is unknown, performing the same input again reuses its
 * idempotency key.
 */
export function usePerform(client: DarkroomClient): Performing {
  const [state, setState] = useState<Omit<Performing, 'perform'>>(IDLE);
  const isSending = useRef(false);
  const unanswered = useRef(new Map<string, string>());
  const perform = useCallback<Performing['perform']>(
    async (kind, input) => {
      if (isSending.current) return null;
      isSending.current = true;
      setState({ ...IDLE, isSending: true });
      const intent = JSON.stringify([kind, input]);
      const idempotencyKey = input.idempotencyKey ?? unanswered.current.get(intent) ?? crypto.randomUUID();
      try {
        const outcome = await client.perform(kind, { ...input, idempotencyKey });
        unanswered.current.delete(intent);
        setState({ ...IDLE, outcome });
        return outcome;
      } catch (error) {
        if (error instanceof OutcomeUnknownError) unanswered.current.set(intent, idempotencyKey);
        else unanswered.current.delete(intent);
        setState({ ...IDLE, error: errorOf(error) });
        return null;
      } finally {
        isSending.current = false;
      }
    },
    [client],
  );
  return { ...state, perform };
}

const IDLE = { isSending: false, outcome: null, error: null };

/** graphql-ws may throw a CloseEvent instead of an Error. */
function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error('the subscription ended', { cause: error });
}
