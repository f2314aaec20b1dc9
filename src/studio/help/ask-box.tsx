import { useLazyQuery } from '@apollo/client/react';
import { MessageCircleQuestionMark } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { graphql } from '../generated/gql.ts';
import { LimitedTextInput } from '../look/limited-text.tsx';
import { say } from '../language/say.ts';
import { placeIn } from '../navigation/paths.ts';
import { AnswerDialog } from './answer-dialog.tsx';

const QUESTION_CHARACTERS_MAX = 500;

const ASK = graphql(`
  query Ask($question: String!, $goal: String, $projectId: ID) {
    ask(question: $question, goal: $goal, projectId: $projectId) {
      question
      answerable
      text
      excerpts {
        page
        heading
        text
        url
      }
      followUps
      answeredBy
    }
  }
`);

/** Asks the documentation, with what the page is about; the answer opens over the page. */
export function AskBox() {
  const [address] = useLocation();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [send, { data, error, loading }] = useLazyQuery(ASK, { fetchPolicy: 'no-cache' });
  const ask = (question: string) => {
    const { projectId, tab } = placeIn(address);
    setTyped(question);
    setOpen(true);
    // What goes wrong is shown by `error`.
    send({ variables: { question, goal: tab ?? null, projectId: projectId ?? null } }).catch(() => undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') ask(typed.trim());
  };
  return (
    <form onSubmit={submit} role="search" aria-label={say('help.documentation')}>
      <LimitedTextInput
        size="xs"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        max={QUESTION_CHARACTERS_MAX}
        placeholder={say('help.placeholder')}
        aria-label={say('help.ask')}
        enterKeyHint="search"
        leftSection={<MessageCircleQuestionMark size={14} aria-hidden="true" />}
        mb={8}
      />
      <AnswerDialog
        question={typed}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        answer={loading ? undefined : data?.ask}
        error={loading ? undefined : error}
        ask={ask}
      />
    </form>
  );
}
