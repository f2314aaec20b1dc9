import { ChevronRight } from 'lucide-react';
import { isRightToLeft } from '../../language/language.ts';
import { say } from '../../language/say.ts';
import { actionTitle } from '../../prices/action-title.ts';
import { ActionMark } from '../action-mark.tsx';
import type { SheetItem } from '../items/sheet-item.ts';
import classes from './trail.module.css';

export interface TrailProps {
  /** The first picture first, the one that is shown last. */
  readonly items: readonly SheetItem[];
  readonly onChoose: (item: SheetItem) => void;
}

const MANY = 4;

/** How the picture came to be: each step leads to its own picture. */
export function Trail({ items, onChoose }: TrailProps) {
  const steps = items.map((item) => ({ item, name: item.action ? actionTitle(item.action.kind) : say('stage.photo') }));
  return (
    <nav aria-label={say('stage.trail')} className={classes.nav}>
      <ol key={items.at(-1)?.id} ref={showEnd} className={classes.trail} data-steps={Math.min(items.length, MANY)}>
        {steps.map(({ item, name }, place) => (
          <li key={item.id} className={classes.step}>
            {place > 0 && <ChevronRight size={14} aria-hidden="true" />}
            <button
              type="button"
              className={classes.link}
              title={name}
              aria-label={name}
              aria-current={place === items.length - 1}
              onClick={() => onChoose(item)}
            >
              <ActionMark kind={item.action?.kind ?? null} />
              <span className={classes.name}>{name}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function showEnd(trail: HTMLElement | null): void {
  trail?.scrollTo({ left: isRightToLeft() ? -trail.scrollWidth : trail.scrollWidth });
}
