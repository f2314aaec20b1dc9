import { ActionIcon, Tooltip } from '@mantine/core';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { formatCredits } from '../../language/formats.ts';
import type { ActionKind } from '../../generated/graphql.ts';
import { shortcutWord } from '../../shortcuts/shortcut-words.ts';
import { say } from '../../language/say.ts';
import { usePriceList } from '../../prices/use-price-list.ts';
import { ActionMark } from '../action-mark.tsx';
import classes from './folded-form.module.css';

export interface FoldedFormProps {
  readonly kind: ActionKind;
  readonly balance: number;
  readonly onOpen: () => void;
  /** Opens the form of an action. */
  readonly onPick: (kind: ActionKind) => void;
}

/** In the place of the form while it is folded away: a mark for each action. */
export function FoldedForm({ kind, balance, onOpen, onPick }: FoldedFormProps) {
  const { priceList } = usePriceList();
  return (
    <div className={classes.marks} role="group" aria-label={say('perform.folded')}>
      <Tooltip label={say('perform.openFormKey', { key: shortcutWord('form') })} position="right">
        <ActionIcon variant="subtle" color="gray" size={34} aria-label={say('perform.openForm')} onClick={onOpen}>
          <PanelLeftOpen size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      {priceList?.prices.map(({ kind: each, title, credits }) => {
        const words = say(credits > balance ? 'perform.pricedTooHigh' : 'perform.priced', {
          action: title,
          credits: formatCredits(credits),
        });
        return (
          <Tooltip key={each} label={words} position="right">
            <ActionIcon
              variant={each === kind ? 'default' : 'subtle'}
              color="gray"
              size={34}
              aria-label={words}
              onClick={() => onPick(each)}
            >
              <ActionMark kind={each} size={18} />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </div>
  );
}

/** Beside the form. */
export function FoldFormButton({ onFold }: { readonly onFold: () => void }) {
  return (
    <Tooltip label={say('perform.foldFormKey', { key: shortcutWord('form') })}>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={say('perform.foldForm')} onClick={onFold}>
        <PanelLeftClose size={16} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
