import { Text, Title } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import type { PriceListQuery } from '../generated/graphql.ts';
import { Picture } from '../look/picture.tsx';
import { PriceTag } from '../prices/price-tag.tsx';
import { say } from '../language/say.ts';
import { ACTION_EXAMPLES, type ActionExample } from './action-examples.ts';
import classes from './action-guide.module.css';

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
