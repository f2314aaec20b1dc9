import { Skeleton, Text, UnstyledButton } from '@mantine/core';
import { formatCount, formatCredits } from '../../language/formats.ts';
import type { ActionKind } from '../../generated/graphql.ts';
import { ActionSwatch } from '../../look/action-swatch.tsx';
import { actionTitle } from '../../prices/action-title.ts';
import { ACTION_KINDS } from '../kinds.ts';
import { say } from '../../language/say.ts';
import type { Usage } from './use-usage.ts';
import parts from './usage-parts.module.css';
import classes from './usage-totals.module.css';

export interface UsageTotalsProps {
  /** Of the range, or of the bar that was chosen; undefined until it is known. */
  readonly usage: Pick<Usage, 'actions' | 'credits' | 'byKind'> | undefined;
  /** Which time it is of. */
  readonly label: string;
  /** Not told of a single bar. */
  readonly refundedCredits: number | null;
  readonly chosen: readonly ActionKind[];
  readonly onToggle: (kind: ActionKind) => void;
}

/** What was spent in all and on each action; an action that is pressed filters the list of transactions. */
export function UsageTotals({ usage, label, refundedCredits, chosen, onToggle }: UsageTotalsProps) {
  return (
    <section className={classes.totals} aria-label={say('history.totals')} aria-busy={!usage}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <p className={classes.spent}>
        {usage ? formatCount(usage.credits) : <Skeleton component="span" height={34} width={96} />}
        {usage && <span className={classes.unit}> {say('history.spentUnit', { credits: usage.credits })}</span>}
      </p>
      <ul className={parts.list}>
        {ACTION_KINDS.map((kind) => {
          const ofKind = usage?.byKind.find((each) => each.kind === kind);
          return (
            <li key={kind}>
              <UnstyledButton
                className={`${parts.row} ${classes.kind}`}
                aria-pressed={chosen.includes(kind)}
                onClick={() => onToggle(kind)}
                title={say('history.onlyThese')}
              >
                <ActionSwatch kind={kind} />
                <span className={classes.title}>{actionTitle(kind)}</span>
                <span className={classes.times}>{ofKind && `× ${formatCount(ofKind.actions)}`}</span>
                <span className={parts.credits}>{ofKind && formatCount(ofKind.credits)}</span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      <Text size="xs" c="dimmed" mih={18}>
        {refundedCredits !== null &&
          refundedCredits > 0 &&
          say('history.refundedSum', { credits: formatCredits(refundedCredits) })}
      </Text>
    </section>
  );
}
