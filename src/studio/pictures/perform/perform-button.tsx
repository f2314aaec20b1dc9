import { Button, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useDisclosure, useNetwork } from '@mantine/hooks';
import { Check } from 'lucide-react';
import { creditsWord, formatCount, formatCredits } from '../../language/formats.ts';
import { OwnCap } from '../../credits/own-cap.tsx';
import { GrantCreditsDialog } from '../../credits/grant-credits-dialog.tsx';
import { useConnection } from '../../live/use-connection.ts';
import type { PriceOf } from '../../prices/use-price-list.ts';
import { BuyCredits } from '../../purchases/buy-credits.tsx';
import { useMayBuy } from '../../purchases/use-packs.ts';
import { useMay, useViewer } from '../../session/viewer.ts';
import type { Accepted } from './use-perform.ts';
import { PerformHint } from './perform-hint.tsx';
import { affordable, VARIATION_COUNTS } from './variations.ts';
import classes from './action-form.module.css';

export interface PerformButtonProps {
  readonly project: { readonly id: string; readonly name: string; readonly balance: number };
  readonly price: PriceOf;
  /** How many pictures are wanted. */
  readonly count: number;
  readonly onCount: (count: number) => void;
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
  count,
  onCount,
  isSending,
  isResuming,
  accepted,
  shownId,
  blocked,
}: PerformButtonProps) {
  const { online } = useNetwork();
  const { status, liveUntil } = useConnection();
  const isLive = status === 'LIVE' || status === 'RESUMED';
  const paidFor = affordable(count, price.credits, project.balance);
  if (paidFor === 0 && !isSending && !accepted)
    return <NotAffordable project={project} price={price} shownId={shownId} />;
  const credits = Math.max(1, paidFor) * price.credits;
  const isShort = paidFor < count && !isSending && !accepted;
  return (
    <>
      <div className={classes.pay}>
        <HowMany count={count} onCount={onCount} />
        <Button
          type="submit"
          size="md"
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
            <AcceptedWords {...accepted} />
          ) : (
            <span>
              Perform{isShort && ` ${paidFor}`} · {formatCount(credits)}
              <VisuallyHidden> {creditsWord(credits)}</VisuallyHidden>
              {isLive && ` → ${formatCount(Math.max(0, project.balance - credits))} left`}
            </span>
          )}
        </Button>
      </div>
      <PerformHint
        balance={project.balance}
        isLive={isLive}
        liveUntil={liveUntil}
        isResuming={isResuming}
        blocked={blocked}
        short={isShort ? { count, paidFor, credits: count * price.credits } : null}
      />
      <OwnCap />
    </>
  );
}

function AcceptedWords({ credits, balanceAfter }: Accepted) {
  return (
    <span>
      {formatCount(credits)}
      <VisuallyHidden> {creditsWord(credits)}</VisuallyHidden> charged, {formatCount(balanceAfter)} left
    </span>
  );
}

/** How many pictures one press makes. */
function HowMany({ count, onCount }: Pick<PerformButtonProps, 'count' | 'onCount'>) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="How many pictures"
      className={classes.howMany}
      value={String(count)}
      onChange={(value) => onCount(Number(value))}
      data={VARIATION_COUNTS.map((each) => ({
        value: String(each),
        label: (
          <>
            ×{each}
            <VisuallyHidden>{each === 1 ? ' picture' : ' pictures'}</VisuallyHidden>
          </>
        ),
      }))}
    />
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
