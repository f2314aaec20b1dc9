import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { GRANT_CREDITS } from '../../credits/use-grant.ts';
import { errorSentence, type Sentence } from '../../errors/error-sentence.ts';
import { refusalSentence } from '../../errors/refusal.ts';
import { say } from '../../language/say.ts';
import { paths } from '../../navigation/paths.ts';
import { keepGuide } from '../../pictures/guide/kept-guide.ts';
import { sendSubmission } from '../../pictures/perform/perform-operations.ts';
import { uploadPicture } from '../../pictures/upload/upload-picture.ts';
import type { PriceOf } from '../../prices/use-price-list.ts';
import { addToLists } from '../add-to-lists.ts';
import { CREATE_PROJECT } from '../project-settings.ts';
import { sampleCosts, sampleSubmissions } from './sample-actions.ts';

class RefusedError extends Error {
  readonly sentence: Sentence;

  constructor(sentence: Sentence) {
    super(sentence.title);
    this.sentence = sentence;
  }
}

export interface MakingSample {
  /** Creates the sample project and opens it. After an error it continues where it stopped, and charges nothing twice. */
  readonly make: (prices: readonly PriceOf[]) => Promise<void>;
  readonly isMaking: boolean;
  readonly problem: Sentence | null;
}

/** `photoUrl` is the photo to upload to the project. */
export function useSampleProject(photoUrl: string): MakingSample {
  const client = useApolloClient();
  const [, goTo] = useLocation();
  const project = useRef<Promise<string> | null>(null);
  const photo = useRef<Promise<string> | null>(null);
  const [state, setState] = useState<Omit<MakingSample, 'make'>>({ isMaking: false, problem: null });
  const make = async (prices: readonly PriceOf[]): Promise<void> => {
    setState({ isMaking: true, problem: null });
    try {
      const projectId = await once(project, () => createProject(client));
      await grant(client, projectId, sampleCosts(prices).granted);
      const imageId = await once(photo, () => upload(client, projectId, photoUrl));
      await perform(client, projectId, imageId, prices);
      keepGuide(projectId, 'SAMPLE');
      goTo(paths.project(projectId));
    } catch (error) {
      setState({ isMaking: false, problem: error instanceof RefusedError ? error.sentence : errorSentence(error) });
    }
  };
  return { ...state, make };
}

/** Starts the work unless it has succeeded or is in progress. */
async function once(kept: { current: Promise<string> | null }, work: () => Promise<string>): Promise<string> {
  kept.current ??= work();
  try {
    return await kept.current;
  } catch (error) {
    kept.current = null;
    throw error;
  }
}

async function createProject(client: ApolloClient): Promise<string> {
  const { data } = await client.mutate({
    mutation: CREATE_PROJECT,
    variables: { input: { name: say('sample.sampleProject'), lowBalanceThreshold: 5 } },
    update: (cache, result) => result.data && addToLists(cache, result.data.createProject),
  });
  if (!data) throw new Error('the response has no data');
  return data.createProject.id;
}

async function grant(client: ApolloClient, projectId: string, credits: number): Promise<void> {
  const input = { projectId, credits, note: say('sample.sampleProject'), idempotencyKey: `sample grant ${projectId}` };
  const { data } = await client.mutate({ mutation: GRANT_CREDITS, variables: { input } });
  const outcome = data?.grantCredits;
  if (outcome && outcome.__typename !== 'GrantedCredits') throw new RefusedError(refusalSentence(outcome));
}

async function upload(client: ApolloClient, projectId: string, photoUrl: string): Promise<string> {
  const bytes = await (await fetch(photoUrl)).blob();
  return uploadPicture(client, { projectId, file: new File([bytes], 'books with lavender.jpg') });
}

async function perform(
  client: ApolloClient,
  projectId: string,
  imageId: string,
  prices: readonly PriceOf[],
): Promise<void> {
  for (const submission of sampleSubmissions(projectId, imageId, prices)) {
    const outcome = await sendSubmission(client, submission, `sample ${submission.kind} ${projectId}`);
    if (outcome.__typename !== 'PerformedAction') throw new RefusedError(refusalSentence(outcome));
  }
}
