import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useIntent } from '../../api/use-intent.ts';
import { errorCode } from '../../errors/error-code.ts';
import { errorSentence, type Sentence } from '../../errors/error-sentence.ts';
import { refusalSentence } from '../../errors/refusal.ts';
import type { ActionTileFragment, PerformOutcomeFragment } from '../../generated/graphql.ts';
import { refetchPrices } from '../../prices/use-price-list.ts';
import { addToList } from '../items/use-action-feed.ts';
import { RepeatedPresses } from './repeated-presses.ts';
import { sendSubmission } from './perform-operations.ts';
import { PendingSubmission } from './pending-submission.ts';
import { partlySentence, variationsOf, type Wish } from './variations.ts';

/** For how long the page says that an action was accepted. */
const ACCEPTED_MS = 1_000;

export interface Problem {
  readonly tone: 'refusal' | 'failure';
  readonly sentence: Sentence;
}

export interface Accepted {
  readonly count: number;
  /** Of all of them. */
  readonly credits: number;
  readonly balanceAfter: number;
}

export interface Performing {
  /** Sends each of the wish once, however often it is called while it is under way or was just accepted. */
  readonly perform: (wish: Wish) => Promise<void>;
  readonly isSending: boolean;
  /** What is being sent was submitted before the page was loaded again. */
  readonly isResuming: boolean;
  readonly problem: Problem | null;
  /** What was accepted last, for a moment. */
  readonly accepted: Accepted | null;
  readonly forget: () => void;
}

/**
 * Performs actions, each charged once. One without a response keeps its idempotency key, also when the page is loaded again; then it
 * is sent again at once, because nobody knows whether it was charged.
 */
export function usePerform(projectId: string, onAccepted: (action: ActionTileFragment) => void): Performing {
  const client = useApolloClient();
  const intent = useIntent(`perform ${projectId}`);
  const pending = useRef(new PendingSubmission(projectId)).current;
  const presses = useRef(new RepeatedPresses(monotonicMs)).current;
  const [state, setState] = useState<Omit<Performing, 'perform' | 'forget'>>(IDLE);

  const perform = async (wish: Wish, isResuming = false): Promise<void> => {
    if (!presses.begin(JSON.stringify(wish))) return;
    pending.keep(wish);
    setState({ ...IDLE, isSending: true, isResuming });
    const performed: Performed[] = [];
    const take = (accepted: Performed) => {
      addToList(client.cache, projectId, accepted.action);
      if (performed.push(accepted) === 1) onAccepted(accepted.action);
    };
    try {
      const refusal = await sendEach(client, variationsOf(wish, intent.keyFor(wish)), take);
      intent.finish();
      pending.forget();
      if (refusal === null) presses.accepted();
      setState({ ...IDLE, ...endOf(wish, performed, refusal) });
    } catch (error) {
      if (isRefused(error)) pending.forget();
      const sentence = partlySentence(sumOf(wish, performed), errorSentence(error));
      setState({ ...IDLE, problem: { tone: 'failure', sentence } });
    } finally {
      presses.end();
    }
  };

  const resume = useEffectEvent(() => {
    const wish = pending.recent();
    if (wish) void perform(wish, true);
  });
  useEffect(() => resume(), []);
  useEffect(() => {
    if (!state.accepted) return;
    const fading = setTimeout(() => setState((now) => ({ ...now, accepted: null })), ACCEPTED_MS);
    return () => clearTimeout(fading);
  }, [state.accepted]);
  return { ...state, perform: (wish) => perform(wish), forget: () => setState(IDLE) };
}

type Performed = Extract<PerformOutcomeFragment, { __typename: 'PerformedAction' }>;

/** Sends one after the other, up to the first refusal. Returns the refusal; null if all were accepted. */
async function sendEach(
  client: ApolloClient,
  variations: ReturnType<typeof variationsOf>,
  take: (accepted: Performed) => void,
): Promise<Sentence | null> {
  for (const { submission, idempotencyKey } of variations) {
    const outcome = await sendSubmission(client, submission, idempotencyKey);
    if (outcome.__typename === 'PriceChangedError') void refetchPrices(client);
    if (outcome.__typename !== 'PerformedAction') return refusalSentence(outcome);
    take(outcome);
  }
  return null;
}

function endOf(
  wish: Wish,
  performed: readonly Performed[],
  refusal: Sentence | null,
): Pick<Performing, 'problem' | 'accepted'> {
  const sum = sumOf(wish, performed);
  if (refusal) return { accepted: null, problem: { tone: 'refusal', sentence: partlySentence(sum, refusal) } };
  return { problem: null, accepted: { ...sum, balanceAfter: performed.at(-1)?.transaction.balanceAfter ?? 0 } };
}

function sumOf({ count }: Wish, performed: readonly Performed[]) {
  const credits = performed.reduce((sum, { transaction }) => sum - transaction.amount, 0);
  return { accepted: performed.length, count, credits };
}

const IDLE = { isSending: false, isResuming: false, problem: null, accepted: null };

const monotonicMs = (): number => performance.now();

/** Whether the server has refused the request. After any other error it may have been carried out. */
function isRefused(error: unknown): boolean {
  return ['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND', 'RATE_LIMITED'].includes(errorCode(error));
}
