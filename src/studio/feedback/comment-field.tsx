import { Button, Stack } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { graphql } from '../generated/gql.ts';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { say } from '../language/say.ts';
import { LimitedTextarea } from '../look/limited-text.tsx';
import { useRefreshFeedback } from './use-feedback.ts';

const ADD_COMMENT = graphql(`
  mutation AddComment($imageId: ID!, $text: String!) {
    addComment(imageId: $imageId, text: $text) {
      ...Comment
    }
  }
`);

const COMMENT_MAX = 2_000;

/** Unsent texts by picture, kept while the page is open. */
const unsent = new Map<string, string>();

/** A field for a new comment. The text stays if it could not be sent. */
export function CommentField({ imageId }: { readonly imageId: string }) {
  const [text, setText] = useState(unsent.get(imageId) ?? '');
  const change = (next: string) => {
    unsent.set(imageId, next);
    setText(next);
  };
  const { send, isSending, error } = useSend(ADD_COMMENT);
  const refresh = useRefreshFeedback();
  const isUnderWay = useRef(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || isUnderWay.current) return;
    isUnderWay.current = true;
    if (await send({ imageId, text })) {
      change('');
      await refresh(imageId);
    }
    isUnderWay.current = false;
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="xs">
        <LimitedTextarea
          label={say('feedback.comment')}
          description={say('feedback.commentHint')}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={sendByKey}
          max={COMMENT_MAX}
          autosize
          minRows={2}
          maxRows={8}
        />
        {error ? <Problem sentence={errorSentence(error)} /> : null}
        <Button
          type="submit"
          size="xs"
          variant="default"
          loading={isSending}
          disabled={text.trim() === ''}
          style={{ alignSelf: 'end' }}
        >
          {say('feedback.send')}
        </Button>
      </Stack>
    </form>
  );
}

function sendByKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault(); // the studio performs the action by the same keys
  event.currentTarget.form?.requestSubmit();
}
