import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { memo, type ReactNode, type Ref } from 'react';
import { Link } from 'wouter';
import { creditsWord, formatAmount, formatCount, formatInstant, formatTime } from '../../language/formats.ts';
import { RefundButton } from '../../credits/refund-button.tsx';
import type { TransactionLineFragment } from '../../generated/graphql.ts';
import { ActionSwatch } from '../../look/action-swatch.tsx';
import { actorName } from '../../look/actor-name.ts';
import { Picture } from '../../look/picture.tsx';
import { paths } from '../../navigation/paths.ts';
import { actionTitle } from '../../prices/action-title.ts';
import { KIND_WORD } from '../kinds.ts';
import { say, sayRich } from '../../language/say.ts';
import { lineWords } from './line-words.ts';
import classes from './transaction-row.module.css';

export interface TransactionRowProps {
  readonly ref: Ref<HTMLTableRowElement>;
  readonly 'data-index': number;
  readonly 'aria-rowindex': number;
  readonly projectId: string;
  readonly line: TransactionLineFragment;
  /** Whether the line arrived while the table was open. */
  readonly isNew: boolean;
  /** Whether the time, the picture and the actor have columns of their own. Otherwise they are shown below and beside the name. */
  readonly isWide: boolean;
  readonly mayRefund: boolean;
  readonly onActor: (actor: string) => void;
}

/** A transaction. It uses plain elements instead of components of Mantine, because a table renders many rows at once. */
export const TransactionRow = memo(function TransactionRow({ line, isWide, ...props }: TransactionRowProps) {
  const { projectId, isNew, mayRefund, onActor, ...place } = props;
  const { amount, balanceAfter, actor, createdAt, action } = line;
  const time = (
    <time dateTime={createdAt} title={formatInstant(createdAt)}>
      {formatTime(new Date(createdAt))}
    </time>
  );
  const picture = action && <PictureLink projectId={projectId} action={action} />;
  return (
    <tr {...place} className={classes.row} data-new={isNew || undefined}>
      {isWide && <td className={classes.time}>{time}</td>}
      <td className={classes.what}>
        <div className={classes.line}>
          <div>
            <What line={line} mayRefund={mayRefund} />
            {!isWide && (
              <p className={classes.words}>
                {time} · {actorName(actor)}
              </p>
            )}
          </div>
          {!isWide && picture}
        </div>
      </td>
      {isWide && (
        <>
          <td className={classes.picture}>{picture}</td>
          <td className={classes.by}>
            <UnstyledButton
              className={classes.actor}
              onClick={() => onActor(actor)}
              title={say('history.onlyBy', { actor: actorName(actor) })}
            >
              {actorName(actor)}
            </UnstyledButton>
          </td>
        </>
      )}
      <td className={classes.number}>
        <Amount credits={amount} />
      </td>
      <td className={classes.number}>{formatCount(balanceAfter)}</td>
    </tr>
  );
});

/** The cell with the action or the kind of transaction, its text, and for a charge the refund button. */
function What({ line, mayRefund }: Pick<TransactionRowProps, 'line' | 'mayRefund'>) {
  const { kind, action, createdAt } = line;
  const name = action ? actionTitle(action.kind) : say(KIND_WORD[kind]);
  const words = lineWords(line);
  return (
    <>
      <span className={classes.name}>
        {action && <ActionSwatch kind={action.kind} />}
        <span>{kind === 'REFUND' ? refunded(name) : name}</span>
      </span>
      {words && (
        <p className={classes.words} title={words}>
          {words}
        </p>
      )}
      {kind === 'CHARGE' && action && mayRefund && (
        <RefundButton action={action} label={say('history.refundOf', { action: name, at: formatInstant(createdAt) })} />
      )}
    </>
  );
}

function refunded(action: string): ReactNode {
  return sayRich('history.refunded', { action, kind: <span className={classes.kind} /> });
}

interface PictureLinkProps {
  readonly projectId: string;
  readonly action: NonNullable<TransactionLineFragment['action']>;
}

function PictureLink({ projectId, action }: PictureLinkProps) {
  if (!action.image) return null;
  return (
    <Link
      href={paths.picture(projectId, action.id)}
      className={classes.thumb}
      aria-label={say('history.pictureOf', { action: actionTitle(action.kind) })}
    >
      <Picture url={action.image.url} alt="" />
    </Link>
  );
}

/** A number of credits, always with its sign; positive numbers are green. */
function Amount({ credits }: { credits: number }) {
  return (
    <span className={classes.amount} data-in={credits > 0 || undefined}>
      {formatAmount(credits)}
      <VisuallyHidden> {creditsWord(Math.abs(credits))}</VisuallyHidden>
    </span>
  );
}
