import { Skeleton, VisuallyHidden } from '@mantine/core';
import { Problem } from '../../errors/problem.tsx';
import { formatCredits } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import type { PriceOf } from '../../prices/use-price-list.ts';
import type { BaseProblem } from './base-needed.tsx';
import type { ChangeDrafts } from './drafts.ts';
import { PerformButton, type PerformButtonProps } from './perform-button.tsx';
import type { Desk } from './use-desk.ts';
import type { Accepted } from './use-perform.ts';
import classes from './action-form.module.css';

export interface PerformFootProps {
  readonly project: PerformButtonProps['project'];
  readonly desk: Desk;
  /** Of the chosen action; undefined until it is known. */
  readonly price: PriceOf | undefined;
  readonly isPriceLoading: boolean;
  readonly blocked: BaseProblem | null;
  readonly onChange: ChangeDrafts;
  /** The form was submitted before its price was known. */
  readonly isEarly: boolean;
}

/** The result of the last submission, and the submit button, which is shown once the price is known. */
export function PerformFoot({ project, desk, price, isPriceLoading, blocked, onChange, isEarly }: PerformFootProps) {
  const { base, drafts, performing } = desk;
  const canStart = blocked === null || blocked.isPassing;
  return (
    <div className={classes.foot}>
      <VisuallyHidden role="status">{performing.accepted && acceptedWords(performing.accepted)}</VisuallyHidden>
      {performing.problem && <Problem sentence={performing.problem.sentence} tone={performing.problem.tone} />}
      {isPriceLoading && canStart && <Skeleton height={42} />}
      {!price && (
        <p className={classes.hint} role="status">
          {isEarly && say('perform.priceUnknown')}
        </p>
      )}
      {price && canStart && (
        <PerformButton
          project={project}
          price={price}
          count={drafts.count}
          onCount={(count) => onChange((before) => ({ ...before, count }))}
          isSending={performing.isSending || desk.isPreparing}
          isResuming={performing.isResuming}
          accepted={performing.accepted}
          shownId={base?.id ?? null}
          blocked={blocked?.text ?? null}
        />
      )}
    </div>
  );
}

function acceptedWords({ count, credits, balanceAfter }: Accepted): string {
  return say('perform.accepted', { credits: formatCredits(credits), balance: formatCredits(balanceAfter), count });
}
