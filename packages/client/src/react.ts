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
  /** Why there will be no further messages, such as a credential that has ended; null: there will be. */
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
  tell(NONE); // that of another project may still be shown
  try {
    for await (const balance of balances) tell({ balance });
  } catch (error) {
    tell({ error: errorOf(error) });
  }
}

const NONE: LiveBalance = { balance: null, error: null };

export interface Performing {
  /** Null where another is being sent. Throws nothing: what went wrong is in `error`. */
  readonly perform: <Kind extends keyof PerformInputs>(
    kind: Kind,
    input: PerformInputs[Kind],
  ) => Promise<PerformOutcome | null>;
  readonly isSending: boolean;
  /** Accepted, or the refusal. */
  readonly outcome: PerformOutcome | null;
  readonly error: Error | null;
}

/**
 * Performs actions, each charged once. While it is not known whether one was accepted, the same input is sent with the same
 * idempotency key again.
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

/** graphql-ws throws what closed the socket, which need not be an Error. */
function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error('the subscription ended', { cause: error });
}
