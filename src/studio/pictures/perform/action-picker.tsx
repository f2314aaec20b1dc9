import { Skeleton, VisuallyHidden } from '@mantine/core';
import { creditsWord, formatCount } from '../../language/formats.ts';
import { errorSentence } from '../../errors/error-sentence.ts';
import { Problem } from '../../errors/problem.tsx';
import type { ActionKind } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { type PriceOf, usePriceList } from '../../prices/use-price-list.ts';
import { ActionMark } from '../action-mark.tsx';
import classes from './action-picker.module.css';

export interface ActionPickerProps {
  readonly kind: ActionKind;
  readonly balance: number;
  readonly onPick: (kind: ActionKind) => void;
}

/** The four actions as they are published, each with its price; one of them is chosen. */
export function ActionPicker({ kind, balance, onPick }: ActionPickerProps) {
  const { priceList, error, retry } = usePriceList();
  if (!priceList && error) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (!priceList) return <Skeleton height={150} />;
  const chosen = priceList.prices.find((price) => price.kind === kind);
  return (
    <div className={classes.whole}>
      <div role="radiogroup" aria-label={say('perform.action')} className={classes.picker}>
        {priceList.prices.map((price) => (
          <PricedAction
            key={price.kind}
            price={price}
            isChosen={price.kind === kind}
            isShort={price.credits > balance}
            onPick={() => onPick(price.kind)}
          />
        ))}
      </div>
      <p className={classes.hint}>{chosen?.description}</p>
    </div>
  );
}

interface PricedActionProps {
  readonly price: PriceOf;
  readonly isChosen: boolean;
  readonly isShort: boolean;
  readonly onPick: () => void;
}

function PricedAction({ price: { kind, title, credits }, isChosen, isShort, onPick }: PricedActionProps) {
  return (
    <label className={classes.action}>
      <input type="radio" name="action" className={classes.input} checked={isChosen} onChange={onPick} />
      <ActionMark kind={kind} size={16} />
      <span className={classes.title}>{title}</span>
      <span className={classes.price} data-short={isShort || undefined}>
        {formatCount(credits)}
        <VisuallyHidden>
          {' '}
          {isShort ? say('perform.creditsTooHigh', { word: creditsWord(credits) }) : creditsWord(credits)}
        </VisuallyHidden>
      </span>
    </label>
  );
}
