import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useIntent } from '../../api/use-intent.ts';
import { errorCode } from '../../errors/error-code.ts';
import { errorSentence, type Sentence } from '../../errors/error-sentence.ts';
import { refusalSentence } from '../../errors/refusal.ts';
import type { ActionTileFragment, PerformOutcomeFragment, PerformPromptMutation } from '../../generated/graphql.ts';
import { PRICE_LIST } from '../../prices/use-price-list.ts';
import { addToList } from '../sheet/use-action-feed.ts';
import { PERFORM, type Submission } from './perform-operations.ts';
import { RepeatedPresses } from './repeated-presses.ts';
import { Unanswered } from './unanswered.ts';

/** For how long the page says that an action was accepted. */
const ACCEPTED_MS = 1_000;

export interface Problem {
  readonly tone: 'refusal' | 'failure';
  readonly sentence: Sentence;
}

export interface Accepted {
  readonly action: ActionTileFragment;
  readonly credits: number;
  readonly balanceAfter: number;
}

export interface Performing {
  /** Sends it once, however often it is called while it is under way or was just accepted. */
  readonly perform: (submission: Submission) => Promise<void>;
  readonly isSending: boolean;
  /** What is being sent was submitted before the page was loaded again. */
  readonly isResuming: boolean;
  readonly problem: Problem | null;
  /** The last that was accepted, for a moment. */
  readonly accepted: Accepted | null;
  readonly forget: () => void;
}

/**
 * Performs actions, each charged once. An unanswered one keeps its idempotency key, also when the page is loaded again; then it
 * is sent again at once, because nobody knows whether it was charged.
 */
export function usePerform(projectId: string, onAccepted: (action: ActionTileFragment) => void): Performing {
  const client = useApolloClient();
  const intent = useIntent(`perform ${projectId}`);
  const unanswered = useRef(new Unanswered(projectId)).current;
  const presses = useRef(new RepeatedPresses(monotonicMs)).current;
  const [state, setState] = useState<Omit<Performing, 'perform' | 'forget'>>(IDLE);

  const take = (outcome: PerformOutcomeFragment): void => {
    if (outcome.__typename !== 'PerformedAction') {
      if (outcome.__typename === 'PriceChangedError') void client.refetchQueries({ include: [PRICE_LIST] });
      return setState({ ...IDLE, problem: { tone: 'refusal', sentence: refusalSentence(outcome) } });
    }
    const { action, transaction } = outcome;
    addToList(client.cache, projectId, action);
    presses.accepted();
    setState({
      ...IDLE,
      accepted: { action, credits: -transaction.amount, balanceAfter: transaction.balanceAfter },
    });
    onAccepted(action);
  };
  const perform = async (submission: Submission, isResuming = false): Promise<void> => {
    if (!presses.begin(JSON.stringify(submission))) return;
    unanswered.keep(submission);
    setState({ ...IDLE, isSending: true, isResuming });
    try {
      const outcome = await send(client, submission, intent.keyFor(submission));
      intent.settle();
      unanswered.forget();
      take(outcome);
    } catch (error) {
      if (isAnswer(error)) unanswered.forget();
      setState({ ...IDLE, problem: { tone: 'failure', sentence: errorSentence(error) } });
    } finally {
      presses.end();
    }
  };

  const resume = useEffectEvent(() => {
    const submission = unanswered.recent();
    if (submission) void perform(submission, true);
  });
  useEffect(() => resume(), []);
  useEffect(() => {
    if (!state.accepted) return;
    const fading = setTimeout(() => setState((now) => ({ ...now, accepted: null })), ACCEPTED_MS);
    return () => clearTimeout(fading);
  }, [state.accepted]);
  return { ...state, perform: (submission) => perform(submission), forget: () => setState(IDLE) };
}

async function send(
  client: ApolloClient,
  { kind, input }: Submission,
  idempotencyKey: string,
): Promise<PerformOutcomeFragment> {
  const { data } = await client.mutate<PerformPromptMutation>({
    mutation: PERFORM[kind], // the four differ in their input alone
    variables: { input: { ...input, idempotencyKey } },
  });
  if (!data) throw new Error('the answer has no data');
  return data.outcome;
}

const IDLE = { isSending: false, isResuming: false, problem: null, accepted: null };

const monotonicMs = (): number => performance.now();

/** The server has said that nothing was done. Anything else may have been carried out. */
function isAnswer(error: unknown): boolean {
  return ['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND', 'RATE_LIMITED'].includes(errorCode(error));
}
