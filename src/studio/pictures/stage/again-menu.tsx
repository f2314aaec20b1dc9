import { Button, Menu, Text } from '@mantine/core';
import { Repeat2, Shuffle, SlidersHorizontal } from 'lucide-react';
import { formatCredits } from '../../language/formats.ts';
import type { ActionKind } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { usePriceList } from '../../prices/use-price-list.ts';
import classes from './stage.module.css';

export interface AgainMenuProps {
  readonly kind: ActionKind;
  /** What the project has, in credits. */
  readonly balance: number;
  /** Performs the same words at once. */
  readonly onRepeat: () => void;
  /** Puts its words into the form. */
  readonly onWords: () => void;
  /** Puts everything into the form that makes the same picture. */
  readonly onSettings: () => void;
}

/** What can be made from how a picture was made. */
export function AgainMenu({ kind, balance, onRepeat, onWords, onSettings }: AgainMenuProps) {
  const { priceList } = usePriceList();
  const price = priceList?.prices.find((each) => each.kind === kind);
  return (
    <Menu position="bottom-end" width={290}>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<Repeat2 size={16} aria-hidden="true" />}>
          <span className={classes.label}>{say('stage.again')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {price && (
          <Menu.Item
            leftSection={<Repeat2 size={16} aria-hidden="true" />}
            disabled={price.credits > balance}
            onClick={onRepeat}
          >
            {say('stage.againSame', { credits: formatCredits(price.credits) })}
            <Hint text={say('stage.aboutAgain')} />
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Shuffle size={16} aria-hidden="true" />} onClick={onWords}>
          {say('stage.againOther')}
          <Hint text={say('stage.aboutOther')} />
        </Menu.Item>
        <Menu.Item leftSection={<SlidersHorizontal size={16} aria-hidden="true" />} onClick={onSettings}>
          {say('stage.useSettings')}
          <Hint text={say('stage.aboutSettings')} />
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Hint({ text }: { text: string }) {
  return (
    <Text size="xs" c="dimmed">
      {text}
    </Text>
  );
}
