import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { errorSentence } from '../../errors/error-sentence.ts';
import { refusalSentence } from '../../errors/refusal.ts';
import { graphql } from '../../generated/gql.ts';
import { say } from '../../language/say.ts';
import { loadFoundMask } from './mask-file.ts';
import type { FoundMask } from './strokes.ts';
import { rememberMask } from './known-masks.ts';

/** Below this the engine is wrong more often than not. */
const UNSURE_BELOW = 0.5;
const SURE_FROM = 0.8;

const FIND_SUBJECT = graphql(`
  mutation FindSubject($input: FindSubjectInput!) {
    findSubject(input: $input) {
      __typename
      ... on FoundSubject {
        confidence
        mask {
          id
          url
        }
      }
      ...Refusal
    }
  }
`);

export interface Finding {
  readonly isFinding: boolean;
  /** The outcome of the last search, in words; null before the first. */
  readonly outcome: string | null;
  /** Returns the mask; null if no subject was found. `hintImageId` is the painted mask. */
  readonly find: (imageId: string, hintImageId: string | null) => Promise<FoundMask | null>;
}

/** Lets the engine look for the subject, free of charge, and says in words how sure it is. */
export function useFindSubject(): Finding {
  const [findSubject] = useMutation(FIND_SUBJECT);
  const [isFinding, setFinding] = useState(false);
  const [outcome, setOutcome] = useState<string | null>(null);
  const find = async (imageId: string, hintImageId: string | null): Promise<FoundMask | null> => {
    setFinding(true);
    try {
      const { data } = await findSubject({ variables: { input: { imageId, hintImageId } } });
      if (!data) throw new Error('the response has no data');
      const found = data.findSubject;
      if (found.__typename !== 'FoundSubject') {
        setOutcome(refusalSentence(found).detail);
        return null;
      }
      rememberMask(found.mask.id);
      const mask = await loadFoundMask(found.mask.id, found.mask.url);
      setOutcome(wordsFor(found.confidence));
      return mask;
    } catch (error) {
      const { title, detail } = errorSentence(error);
      setOutcome(`${title} ${detail}`);
      return null;
    } finally {
      setFinding(false);
    }
  };
  return { isFinding, outcome, find };
}

function wordsFor(confidence: number): string {
  if (confidence >= SURE_FROM) return say('perform.foundSure');
  if (confidence >= UNSURE_BELOW) return say('perform.foundUnsure');
  return say('perform.unsure');
}
