import { Text, Title } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import type { ActionKind, PriceListQuery } from '../generated/graphql.ts';
import { Picture } from '../look/picture.tsx';
import { PriceTag } from '../prices/price-tag.tsx';
import { say } from '../language/say.ts';
import type { LabelKey } from '../language/messages/message-types.ts';
import background from './pictures/background.webp';
import expand from './pictures/expand.webp';
import promptEdit from './pictures/prompt-edit.webp';
import prompt from './pictures/prompt.webp';
import classes from './action-guide.module.css';

interface PictureExample {
  readonly url: string;
  readonly alt: LabelKey;
}

interface ActionExample {
  /** The previous picture, or the words from which the first one is made. */
  readonly before: { readonly words: LabelKey } | PictureExample;
  readonly after: PictureExample;
  /** When to use this action, and when to use another one. */
  readonly advice: LabelKey;
}

const STUDIO: PictureExample = { url: prompt, alt: 'help.studioAlt' };
const AT_NIGHT: PictureExample = { url: background, alt: 'help.nightAlt' };

/** A picture before and after each of the four actions, made by the built-in engine. */
const ACTION_EXAMPLES: Readonly<Record<ActionKind, ActionExample>> = {
  PROMPT: {
    before: { words: 'help.promptWords' },
    after: STUDIO,
    advice: 'help.promptAdvice',
  },
  PROMPT_EDIT: {
    before: STUDIO,
    after: { url: promptEdit, alt: 'help.editAlt' },
    advice: 'help.editAdvice',
  },
  BACKGROUND: {
    before: STUDIO,
    after: AT_NIGHT,
    advice: 'help.backgroundAdvice',
  },
  EXPAND: {
    before: AT_NIGHT,
    after: { url: expand, alt: 'help.expandAlt' },
    advice: 'help.expandAdvice',
  },
};

/** When to take an action, and what it does to a picture. */
export function ActionGuide({ price }: { price: PriceListQuery['priceList']['prices'][number] }) {
  const { before, after, advice } = ACTION_EXAMPLES[price.kind];
  return (
    <article className={classes.guide}>
      <div className={classes.words}>
        <div className={classes.heading}>
          <Title order={3}>{price.title}</Title>
          <PriceTag credits={price.credits} />
        </div>
        <Text>{say(advice)}</Text>
      </div>
      <div className={classes.pair}>
        <Before before={before} />
        <ArrowRight size={18} aria-hidden="true" className={classes.arrow} />
        <figure className={classes.after} data-wide={price.kind === 'EXPAND' || undefined}>
          <Picture url={after.url} alt={say(after.alt)} />
        </figure>
      </div>
    </article>
  );
}

function Before({ before }: Pick<ActionExample, 'before'>) {
  if ('url' in before) {
    return (
      <figure className={classes.before}>
        <Picture url={before.url} alt={say(before.alt)} />
      </figure>
    );
  }
  return <blockquote className={classes.quote}>{say('help.quoted', { words: say(before.words) })}</blockquote>;
}
