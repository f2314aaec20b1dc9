import { Button, VisuallyHidden } from '@mantine/core';
import { useDisclosure, useNetwork } from '@mantine/hooks';
import { Check } from 'lucide-react';
import { creditsWord, formatCount, formatCredits } from '../../credits/format-credits.ts';
import { GrantCreditsDialog } from '../../credits/grant-credits-dialog.tsx';
import { useConnection } from '../../live/use-connection.ts';
import { formatTime } from '../../look/format-instant.ts';
import type { PriceOf } from '../../prices/use-price-list.ts';
import { BuyCredits } from '../../purchases/buy-credits.tsx';
import { useMayBuy } from '../../purchases/use-packs.ts';
import { useMay, useViewer } from '../../session/viewer.ts';
import type { Accepted } from './use-perform.ts';
import classes from './action-form.module.css';

const IS_APPLE = /Mac|iP(hone|ad)/.test(navigator.userAgent);

export interface PerformButtonProps {
  readonly project: { readonly id: string; readonly name: string; readonly balance: number };
  readonly price: PriceOf;
  readonly isSending: boolean;
  /** What was submitted before the page was loaded again is being found out. */
  readonly isResuming: boolean;
  readonly accepted: Accepted | null;
  /** The item that is shown, to which the page returns after a purchase of credits; null if there is none. */
  readonly shownId: string | null;
  /** Why nothing can be performed as it is; null where it can. */
  readonly blocked: string | null;
}

/** Performs what the form asks for: tells the price and what will be left, or what is missing. Submits the form around it. */
export function PerformButton({
  project,
  price,
  isSending,
  isResuming,
  accepted,
  shownId,
  blocked,
}: PerformButtonProps) {
  const { online } = useNetwork();
  const { status, liveUntil } = useConnection();
  const left = project.balance - price.credits;
  const isLive = status === 'LIVE' || status === 'RESUMED';
  if (left < 0 && !isSending && !accepted) return <NotAffordable project={project} price={price} shownId={shownId} />;
  return (
    <>
      <Button
        type="submit"
        size="md"
        fullWidth
        loading={isSending}
        disabled={!accepted && (!online || blocked !== null)}
        variant={accepted ? 'default' : 'filled'}
        className={classes.perform}
        leftSection={accepted && <Check size={18} aria-hidden="true" />}
        onClick={(event) => {
          if (event.detail > 1) event.preventDefault(); // the second half of a double click
        }}
      >
        {accepted ? (
          `${formatCredits(accepted.credits)} charged, ${formatCount(accepted.balanceAfter)} left`
        ) : (
          <span>
            Perform · {formatCount(price.credits)}
            <VisuallyHidden> {creditsWord(price.credits)}</VisuallyHidden>
            {isLive && ` → ${formatCount(Math.max(0, left))} left`}
          </span>
        )}
      </Button>
      <p className={classes.hint}>
        {isResuming && 'Finding out what became of what you performed last.'}
        {!online && 'You are offline. What you typed is kept.'}
        {online && !isLive && liveUntil && `${formatCredits(project.balance)} as of ${formatTime(liveUntil)}.`}
        {online && isLive && !isResuming && blocked}
        {online && isLive && !isResuming && blocked === null && (
          <span className={classes.keys}>
            <kbd className={classes.kbd}>{IS_APPLE ? '⌘' : 'Ctrl'}</kbd> <kbd className={classes.kbd}>Enter</kbd>
          </span>
        )}
      </p>
    </>
  );
}

function NotAffordable({ project, price, shownId }: Pick<PerformButtonProps, 'project' | 'price' | 'shownId'>) {
  const isAdmin = useMay('ADMIN');
  const mayBuy = useMayBuy();
  const viewer = useViewer();
  const [isGranting, granting] = useDisclosure(false);
  const missing = price.credits - project.balance;
  return (
    <div className={classes.short} role="status">
      <span className={classes.shortTitle}>
        {formatCount(price.credits)} needed, {formatCount(project.balance)} left
      </span>
      <span>
        {price.title} lacks {formatCredits(missing)}.
        {viewer && !isAdmin && !mayBuy && ` Ask an admin of ${viewer.workspace.name} to add them.`}
      </span>
      <BuyCredits project={project} pictureId={shownId} size="xs" />
      {isAdmin && (
        <Button size="xs" variant={mayBuy ? 'default' : 'filled'} onClick={granting.open}>
          Add credits
        </Button>
      )}
      <GrantCreditsDialog project={project} isOpen={isGranting} onClose={granting.close} />
    </div>
  );
}
