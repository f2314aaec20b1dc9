import { Anchor, Button, Code, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { AskQuery } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { graphql } from '../generated/gql.ts';

type Answer = AskQuery['ask'];

export interface AnswerDialogProps {
  readonly question: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Undefined until the server has answered. */
  readonly answer: Answer | undefined;
  readonly error: unknown;
  readonly ask: (question: string) => void;
}

/** What the documentation says to a question, where it says it, and what else can be asked. */
export function AnswerDialog({ question, isOpen, onClose, answer, error, ask }: AnswerDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={question} size="lg">
      {error ? <Problem sentence={errorSentence(error)} onRetry={() => ask(question)} /> : null}
      {!error && !answer && <Skeleton height={120} role="status" aria-busy="true" aria-label={say('help.looking')} />}
      {answer && !error && (
        <Stack gap="md">
          <Text aria-live="polite">
            {answer.text === null ? say('help.noAnswer') : <CodeText text={answer.text} />}
          </Text>
          <Excerpts answer={answer} />
          <FollowUps questions={answer.followUps} ask={ask} />
          {answer.answerable && <AnswerRating key={answer.question} question={answer.question} />}
        </Stack>
      )}
    </Modal>
  );
}

function Excerpts({ answer: { text: answered, excerpts } }: { answer: Answer }) {
  return (
    <Stack gap="xs">
      {excerpts.map(({ page, heading, text, url }) => (
        <Text key={`${url} ${text}`} size="sm" c="dimmed">
          {answered?.includes(text) !== true && (
            <>
              <CodeText text={text} />{' '}
            </>
          )}
          <Anchor href={url} target="_blank">
            {heading === page ? page : `${page}: ${heading}`}
          </Anchor>
        </Text>
      ))}
    </Stack>
  );
}

function FollowUps({ questions, ask }: { questions: readonly string[]; ask: (question: string) => void }) {
  return (
    <Stack gap={4} align="flex-start" role="group" aria-label={say('help.askNext')}>
      {questions.map((question) => (
        <Button key={question} size="compact-sm" variant="subtle" onClick={() => ask(question)}>
          {question}
        </Button>
      ))}
    </Stack>
  );
}

/** Renders text, with the parts in backticks as code. */
function CodeText({ text }: { text: string }) {
  return text.split('`').map((part, place) => (place % 2 === 1 ? <Code key={`${place} ${part}`}>{part}</Code> : part));
}

const RATE = graphql(`
  mutation RateAnswer($input: RateAnswerInput!) {
    rateAnswer(input: $input) {
      isHelpful
    }
  }
`);

/** Asks whether an answer helped. A failure to record the rating is ignored. */
function AnswerRating({ question }: { question: string }) {
  const [rate, { called }] = useMutation(RATE);
  const rateAs = (isHelpful: boolean) => {
    rate({ variables: { input: { question, isHelpful } } }).catch(() => undefined);
  };
  if (called) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {say('help.thanks')}
      </Text>
    );
  }
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {say('help.wasHelpful')}
      </Text>
      <Button size="compact-xs" variant="default" onClick={() => rateAs(true)}>
        {say('help.yes')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => rateAs(false)}>
        {say('help.no')}
      </Button>
    </Group>
  );
}
