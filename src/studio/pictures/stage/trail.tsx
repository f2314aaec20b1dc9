import { VisuallyHidden } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import { useActionTitle } from '../../prices/use-price-list.ts';
import { ActionMark } from '../action-mark.tsx';
import type { SheetItem } from '../sheet/sheet-item.ts';
import classes from './trail.module.css';

export interface TrailProps {
  /** The first picture first, the one that is shown last. */
  readonly items: readonly SheetItem[];
  readonly onChoose: (item: SheetItem) => void;
}

const NAMED_MAX = 3; // more names than that do not fit beside the tools

/** How the picture came to be: each step leads to its own picture. */
export function Trail({ items, onChoose }: TrailProps) {
  const titleOf = useActionTitle();
  const steps = items.map((item) => ({ item, name: item.action ? titleOf(item.action.kind) : 'Upload' }));
  return (
    <nav aria-label="How this picture came to be" style={{ minWidth: 0 }}>
      <ol className={classes.trail}>
        {steps.map(({ item, name }, place) => (
          <li key={item.id} className={classes.step}>
            {place > 0 && <ChevronRight size={14} aria-hidden="true" />}
            <button
              type="button"
              className={classes.link}
              title={name}
              aria-current={place === items.length - 1}
              onClick={() => onChoose(item)}
            >
              <ActionMark kind={item.action?.kind ?? null} />
              {place === items.length - 1 || items.length <= NAMED_MAX ? name : <VisuallyHidden>{name}</VisuallyHidden>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
