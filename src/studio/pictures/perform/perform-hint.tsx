import { useNetwork } from '@mantine/hooks';
import { formatCredits, formatPlain, formatTime } from '../../language/formats.ts';
import { KeyMarks } from '../../shortcuts/key-marks.tsx';
import { shortcutOf } from '../../shortcuts/shortcut-table.ts';
import { say } from '../../language/say.ts';
import classes from './action-form.module.css';

export interface PerformHintProps {
  readonly balance: number;
  readonly isLive: boolean;
  readonly liveUntil: Date | null;
  readonly isResuming: boolean;
  /** Why nothing can be performed as it is; null where it can. */
  readonly blocked: string | null;
  /** The balance pays for fewer than are wanted; null where it pays for all. `credits`: what all would cost. */
  readonly short: { readonly count: number; readonly paidFor: number; readonly credits: number } | null;
}

/** The hint below the button. */
export function PerformHint({ balance, isLive, liveUntil, isResuming, blocked, short }: PerformHintProps) {
  const { online } = useNetwork();
  return (
    <p className={classes.hint} role={short ? 'status' : undefined}>
      {short && `${shortSentence(short, balance)} `}
      {isResuming && say('perform.resuming')}
      {!online && say('perform.offline')}
      {online &&
        !isLive &&
        liveUntil &&
        say('perform.asOf', { credits: formatCredits(balance), time: formatTime(liveUntil) })}
      {online && isLive && !isResuming && blocked}
      {online && isLive && !isResuming && !short && blocked === null && (
        <span className={classes.keys}>
          <KeyMarks strokes={shortcutOf('perform').strokes} />
        </span>
      )}
    </p>
  );
}

function shortSentence({ count, paidFor, credits }: NonNullable<PerformHintProps['short']>, balance: number): string {
  return say('perform.short', {
    count: formatPlain(count),
    credits: formatCredits(credits),
    balance,
    paidFor: formatPlain(paidFor),
  });
}
