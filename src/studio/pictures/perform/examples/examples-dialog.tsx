import { useQuery } from '@apollo/client/react';
import { Modal, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { errorSentence } from '../../../errors/error-sentence.ts';
import { Problem } from '../../../errors/problem.tsx';
import { graphql } from '../../../generated/gql.ts';
import type { PromptExamplesQuery, Trade } from '../../../generated/graphql.ts';
import type { LabelKey } from '../../../language/messages/message-types.ts';
import { say } from '../../../language/say.ts';
import { Picture } from '../../../look/picture.tsx';
import type { Drafts } from '../drafts.ts';
import classes from './examples-dialog.module.css';
import { retryOf } from '../../../errors/retry-of.ts';

const PROMPT_EXAMPLES = graphql(`
  query PromptExamples {
    promptExamples {
      trade
      title
      prompt
      model
      styling
      background
      aspectRatio
      pictureUrl
    }
  }
`);

type Example = PromptExamplesQuery['promptExamples'][number];

const TRADES: readonly { readonly value: Trade; readonly label: LabelKey }[] = [
  { value: 'FASHION', label: 'perform.fashion' },
  { value: 'COSMETICS', label: 'perform.cosmetics' },
  { value: 'FOOD', label: 'perform.food' },
  { value: 'FURNITURE', label: 'perform.furniture' },
  { value: 'JEWELLERY', label: 'perform.jewellery' },
  { value: 'ELECTRONICS', label: 'perform.electronics' },
];

export interface ExamplesDialogProps {
  readonly onClose: () => void;
  readonly onPick: (words: Partial<Drafts['prompt']>) => void;
}

/** Twelve Prompts of a trade, each with a picture, to start from. */
export function ExamplesDialog({ onClose, onPick }: ExamplesDialogProps) {
  const { data, error, refetch } = useQuery(PROMPT_EXAMPLES);
  const [trade, setTrade] = useTrade();
  const examples = data?.promptExamples.filter((example) => example.trade === trade);
  return (
    <Modal opened onClose={onClose} title={say('perform.startExample')} size="xl">
      <Stack gap="md">
        <div className={classes.trades}>
          <SegmentedControl
            aria-label={say('perform.trade')}
            value={trade}
            onChange={setTrade}
            data={TRADES.map(({ value, label }) => ({ value, label: say(label) }))}
          />
        </div>
        <Text size="xs" c="dimmed">
          {say('perform.aboutExamples')}{' '}
        </Text>
        {error && !data ? <Problem sentence={errorSentence(error)} onRetry={retryOf(refetch)} /> : null}
        <ul className={classes.grid} aria-label={say('perform.examples')} aria-busy={!data && !error}>
          {examples?.map((example) => (
            <li key={example.pictureUrl}>
              <UnstyledButton className={classes.example} onClick={() => onPick(wordsOf(example))}>
                <div className={classes.picture}>
                  <Picture url={example.pictureUrl} alt="" />
                </div>
                <span className={classes.title}>{example.title}</span>
                <Text size="xs" c="dimmed" lineClamp={2} span>
                  {example.prompt}
                </Text>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Stack>
    </Modal>
  );
}

function wordsOf({ prompt, model, styling, background, aspectRatio }: Example): Partial<Drafts['prompt']> {
  return { prompt, model: model ?? '', styling, background, aspectRatio };
}

/** The chosen trade, stored in the browser for the next visit. */
function useTrade() {
  return useLocalStorage<Trade>({
    key: 'darkroom.trade',
    defaultValue: 'FASHION',
    getInitialValueInEffect: false,
    serialize: (trade) => trade,
    deserialize: (kept) => TRADES.find(({ value }) => value === kept)?.value ?? 'FASHION',
  });
}
