import { Button, Text } from '@mantine/core';
import { formatCredits } from '../language/formats.ts';
import type { PriceOf } from '../prices/use-price-list.ts';
import { say } from '../language/say.ts';
import { moneyText } from './money.ts';
import { packMakes } from './pack-makes.ts';
import type { Pack } from './use-packs.ts';
import classes from './pack-card.module.css';

export interface PackCardProps {
  readonly pack: Pick<Pack, 'title' | 'credits' | 'expiresAfterDays'> & {
    readonly amount: { readonly minor: number; readonly currency: string };
  };
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
          {moneyText(amount)}
        </Text>
      </div>
      <Text className={classes.makes}>{first}</Text>
      <Text size="xs" c="dimmed">
        {others.length > 0 && say('purchases.orOthers', { others: others.join(', ') })}
      </Text>
      <Text size="xs" c="dimmed" className={classes.credits}>
        {expiresAfterDays
          ? say('purchases.expireAfter', { credits: formatCredits(credits), days: expiresAfterDays })
          : say('purchases.expireNever', { credits: formatCredits(credits) })}
      </Text>
      {onBuy && (
        <div className={classes.buy}>
          <Button
            size="xs"
            fullWidth
            onClick={onBuy}
            loading={isOpening}
            disabled={isBlocked}
            aria-label={say('purchases.buyPack', { pack: title })}
          >
            {say('purchases.buy')}
          </Button>
        </div>
      )}
    </li>
  );
}
