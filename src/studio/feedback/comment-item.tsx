import { ActionIcon, Badge, Button, Group, Text } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { graphql } from '../generated/gql.ts';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { CommentFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { Age } from '../look/age.tsx';
import { useMay, useViewer } from '../session/viewer.ts';
import { useRefreshFeedback } from './use-feedback.ts';
import classes from './feedback-panel.module.css';

const DELETE_COMMENT = graphql(`
  mutation DeleteComment($id: ID!) {
    deleteComment(id: $id)
  }
`);

export interface CommentItemProps {
  readonly comment: CommentFragment;
  readonly imageId: string;
}

/** A comment with its author. Its author and admins can delete it after a confirmation. */
export function CommentItem({ comment, imageId }: CommentItemProps) {
  const { author, isGuest, text, createdAt } = comment;
  const [isAsking, setAsking] = useState(false);
  const mayDelete = useMayDelete(comment);
  return (
    <article className={classes.comment} aria-label={say('feedback.commentOf', { name: author })}>
      <div className={classes.byline}>
        <Text fw={600} className={classes.author} dir="auto">
          {author}
        </Text>
        {isGuest && (
          <Badge variant="default" size="sm" radius="md" tt="none">
            {say('feedback.guest')}
          </Badge>
        )}
        <span className={classes.age}>
          <Age of={createdAt} />
        </span>
        {mayDelete && !isAsking && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={say('feedback.deleteOf', { name: author })}
            onClick={() => setAsking(true)}
          >
            <Trash2 size={14} aria-hidden="true" />
          </ActionIcon>
        )}
      </div>
      <Text className={classes.text} dir="auto">
        {text}
      </Text>
      {isAsking && <DeleteQuestion id={comment.id} imageId={imageId} onKeep={() => setAsking(false)} />}
    </article>
  );
}

interface DeleteQuestionProps {
  readonly id: string;
  readonly imageId: string;
  readonly onKeep: () => void;
}

function DeleteQuestion({ id, imageId, onKeep }: DeleteQuestionProps) {
  const { send, isSending, error } = useSend(DELETE_COMMENT);
  const refresh = useRefreshFeedback();
  const remove = async () => {
    if (await send({ id })) await refresh(imageId);
  };
  return (
    <div role="group" aria-label={say('feedback.deleteQuestion')} className={classes.question}>
      <Text size="xs">{say('feedback.deleteQuestion')}</Text>
      {error ? <Problem sentence={errorSentence(error)} /> : null}
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={onKeep} autoFocus>
          {say('feedback.keep')}
        </Button>
        <Button size="compact-sm" variant="default" c="red" loading={isSending} onClick={() => void remove()}>
          {say('feedback.delete')}
        </Button>
      </Group>
    </div>
  );
}

/** People may delete their own comments, admins any. A guest may use any name, and owns no comment. */
function useMayDelete({ author, isGuest }: CommentFragment): boolean {
  const viewer = useViewer();
  const mayEdit = useMay('EDITOR');
  const isAdmin = useMay('ADMIN');
  return isAdmin || (mayEdit && !isGuest && author === viewer?.name);
}
