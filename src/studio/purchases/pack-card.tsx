import { Button, Text } from '@mantine/core';
import { formatCredits } from '../language/formats.ts';
import type { PriceOf } from '../prices/use-price-list.ts';
import { packMakes } from './pack-makes.ts';
import type { Pack } from './use-packs.ts';
import classes from './pack-card.module.css';

export interface PackCardProps {
  readonly pack: Pick<Pack, 'title' | 'credits' | 'expiresAfterDays'> & { readonly amount: { readonly text: string } };
  readonly prices: readonly PriceOf[];
  /** Null for a preview. */
  readonly onBuy: (() => void) | null;
  readonly isOpening?: boolean;
  readonly isBlocked?: boolean;
}

/** A pack with its price and the number of actions that its credits pay for. */
export function PackCard({ pack, prices, onBuy, isOpening = false, isBlocked = false }: PackCardProps) {
  const { title, credits, amount, expiresAfterDays } = pack;
  const { first, others } = packMakes(credits, prices);
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <Text fw={600}>{title}</Text>
        <Text fw={600} className={classes.amount}>
          {amount.text}
        </Text>
      </div>
      <Text className={classes.makes}>{first}</Text>
      <Text size="xs" c="dimmed">
        {others.length > 0 && `or ${others.join(', ')}`}
      </Text>
      <Text size="xs" c="dimmed" className={classes.credits}>
        {formatCredits(credits)}
        {expiresAfterDays ? `, which expire ${expiresAfterDays} days after the payment` : ', which never expire'}
      </Text>
      {onBuy && (
        <div className={classes.buy}>
          <Button
            size="xs"
            fullWidth
            onClick={onBuy}
            loading={isOpening}
            disabled={isBlocked}
            aria-label={`Buy ${title}`}
          >
            Buy
          </Button>
        </div>
      )}
    </li>
  );
}
