import { Skeleton, Text, Title } from '@mantine/core';
import { formatCredits } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import { usePriceList } from '../../prices/use-price-list.ts';
import { ActionMark } from '../action-mark.tsx';
import classes from './read-only.module.css';

/** In the place of the form for who may only look, and in an archived project: why, and what things cost. */
export function ReadOnly({ title, text }: { title: string; text: string }) {
  const { priceList } = usePriceList();
  return (
    <section className={classes.readOnly} aria-label={say('perform.actions')}>
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed">{text}</Text>
      {priceList ? (
        <dl className={classes.prices}>
          {priceList.prices.map((price) => (
            <div key={price.kind} className={classes.price}>
              <dt>
                <ActionMark kind={price.kind} size={16} />
                {price.title}
              </dt>
              <dd>{formatCredits(price.credits)}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Skeleton height={112} />
      )}
    </section>
  );
}
