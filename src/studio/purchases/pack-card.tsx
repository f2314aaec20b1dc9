import { Button, Text } from '@mantine/core';
import { formatCount, formatCredits } from '../language/formats.ts';
import type { PriceOf } from '../prices/use-price-list.ts';
import { say } from '../language/say.ts';
import { moneyText } from './money.ts';
import type { Pack } from './use-packs.ts';
import classes from './pack-card.module.css';
import type { ReactNode } from 'react';

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

/** A responsive grid of packs. */
export function PackList({ children }: { children: ReactNode }) {
  return (
    <ul className={classes.list} aria-label={say('purchases.packs')}>
      {children}
    </ul>
  );
}

/** The number of actions that the credits pay for, by kind: "40 Prompts", "66 × Background". Free actions are left out. */
export function packMakes(credits: number, prices: readonly PriceOf[]): { first: string; others: readonly string[] } {
  const paid = prices.filter((price) => price.credits > 0);
  const prompt = paid.find(({ kind }) => kind === 'PROMPT');
  const others = paid.filter((price) => price !== prompt);
  return {
    first: prompt ? say('purchases.prompts', { count: made(credits, prompt) }) : '',
    others: others.map((price) => `${formatCount(made(credits, price))} × ${price.title}`),
  };
}

function made(credits: number, price: PriceOf): number {
  return Math.floor(credits / price.credits);
}
