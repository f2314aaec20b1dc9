import { Button, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useDisclosure, useNetwork } from '@mantine/hooks';
import { Check } from 'lucide-react';
import { creditsWord, formatCredits } from '../../language/formats.ts';
import { OwnCap } from '../../credits/own-cap.tsx';
import { GrantCreditsDialog } from '../../credits/grant-credits-dialog.tsx';
import { say, sayRich } from '../../language/say.ts';
import { useConnection } from '../../api/live-hooks.ts';
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

/** Submits the form around it. Shows the price and the balance afterwards, or how many credits are missing. */
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
              <PriceWords
                credits={credits}
                count={isShort ? paidFor : null}
                left={isLive ? Math.max(0, project.balance - credits) : null}
              />
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

interface PriceWordsProps {
  readonly credits: number;
  /** The number of pictures that the balance covers, if it does not cover all; otherwise null. */
  readonly count: number | null;
  /** The balance afterwards; null if the present balance is not live. */
  readonly left: number | null;
}

function PriceWords({ credits, count, left }: PriceWordsProps) {
  const priced = pricedIn(credits);
  if (count === null) {
    return left === null ? sayRich('perform.perform', priced) : sayRich('perform.performLeft', { ...priced, left });
  }
  return left === null
    ? sayRich('perform.performSome', { ...priced, count })
    : sayRich('perform.performSomeLeft', { ...priced, count, left });
}

/** The word for credits is only visible to screen readers. */
function pricedIn(credits: number) {
  return { credits, word: creditsWord(credits), hidden: <VisuallyHidden /> };
}

function AcceptedWords({ credits, balanceAfter }: Accepted) {
  return <span>{sayRich('perform.charged', { ...pricedIn(credits), left: balanceAfter })}</span>;
}

/** How many pictures one press makes. */
function HowMany({ count, onCount }: Pick<PerformButtonProps, 'count' | 'onCount'>) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('perform.howMany')}
      className={classes.howMany}
      value={String(count)}
      onChange={(value) => onCount(Number(value))}
      data={VARIATION_COUNTS.map((each) => ({
        value: String(each),
        label: sayRich('perform.times', { count: each, hidden: <VisuallyHidden /> }),
      }))}
    />
  );
}

function NotAffordable({ project, price, shownId }: Pick<PerformButtonProps, 'project' | 'price' | 'shownId'>) {
  const isAdmin = useMay('ADMIN');
  const mayBuy = useMayBuy();
  const viewer = useViewer();
  const [isGranting, granting] = useDisclosure(false);
  const lacking = { action: price.title, credits: formatCredits(price.credits - project.balance) };
  return (
    <div className={classes.short} role="status">
      <span className={classes.shortTitle}>
        {say('perform.needed', { credits: price.credits, left: project.balance })}
      </span>
      <span>
        {viewer && !isAdmin && !mayBuy
          ? say('perform.lacksAsk', { ...lacking, workspace: viewer.workspace.name })
          : say('perform.lacks', lacking)}
      </span>
      <BuyCredits project={project} pictureId={shownId} size="xs" />
      {isAdmin && (
        <Button size="xs" variant={mayBuy ? 'default' : 'filled'} onClick={granting.open}>
          {say('perform.addCredits')}
        </Button>
      )}
      <GrantCreditsDialog project={project} isOpen={isGranting} onClose={granting.close} />
    </div>
  );
}
