import { Box, Table, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Amount } from '../../credits/amount.tsx';
import { formatCount, formatInstant, formatTime } from '../../language/formats.ts';
import { RefundButton } from '../../credits/refund-button.tsx';
import type { TransactionLineFragment } from '../../generated/graphql.ts';
import { ActionSwatch } from '../../look/action-swatch.tsx';
import { Picture } from '../../look/picture.tsx';
import { paths } from '../../navigation/paths.ts';
import { useActionTitle } from '../../prices/use-price-list.ts';
import { KIND_WORD } from '../kinds.ts';
import { say, sayRich } from '../../language/say.ts';
import { lineWords } from './line-words.ts';
import classes from './transaction-row.module.css';

export interface TransactionRowProps {
  readonly 'aria-rowindex': number;
  readonly projectId: string;
  readonly line: TransactionLineFragment;
  /** It came while somebody was looking. */
  readonly isNew: boolean;
  readonly onActor: (actor: string) => void;
}

/** One line of the ledger. */
export function TransactionRow({ projectId, line, isNew, onActor, ...place }: TransactionRowProps) {
  const titleOf = useActionTitle();
  const { kind, amount, balanceAfter, actor, createdAt, action } = line;
  const name = action ? titleOf(action.kind) : say(KIND_WORD[kind]);
  const words = lineWords(line);
  const time = (
    <time dateTime={createdAt} title={formatInstant(createdAt)}>
      {formatTime(new Date(createdAt))}
    </time>
  );
  const picture = action && <PictureLink projectId={projectId} action={action} title={titleOf(action.kind)} />;
  return (
    <Table.Tr {...place} className={classes.row} data-new={isNew || undefined}>
      <Table.Td visibleFrom="sm" c="dimmed">
        {time}
      </Table.Td>
      <Table.Td className={classes.what}>
        <div className={classes.line}>
          <div>
            <span className={classes.name}>
              {action && <ActionSwatch kind={action.kind} />}
              <span>{kind === 'REFUND' ? refunded(name) : name}</span>
            </span>
            {words && (
              <Text size="xs" c="dimmed" lineClamp={2} title={words}>
                {words}
              </Text>
            )}
            {kind === 'CHARGE' && action && (
              <RefundButton
                action={action}
                label={say('history.refundOf', { action: name, at: formatInstant(createdAt) })}
              />
            )}
            <Text size="xs" c="dimmed" hiddenFrom="sm">
              {time} · {actor}
            </Text>
          </div>
          <Box hiddenFrom="sm">{picture}</Box>
        </div>
      </Table.Td>
      <Table.Td visibleFrom="sm" className={classes.picture}>
        {picture}
      </Table.Td>
      <Table.Td visibleFrom="sm" className={classes.by}>
        <UnstyledButton
          className={classes.actor}
          onClick={() => onActor(actor)}
          title={say('history.onlyBy', { actor })}
        >
          {actor}
        </UnstyledButton>
      </Table.Td>
      <Table.Td ta="end">
        <Amount credits={amount} />
      </Table.Td>
      <Table.Td ta="end">{formatCount(balanceAfter)}</Table.Td>
    </Table.Tr>
  );
}

function refunded(action: string): ReactNode {
  return sayRich('history.refunded', { action, kind: <span className={classes.kind} /> });
}

interface PictureLinkProps {
  readonly projectId: string;
  readonly action: NonNullable<TransactionLineFragment['action']>;
  readonly title: string;
}

function PictureLink({ projectId, action, title }: PictureLinkProps) {
  if (!action.image) return null;
  return (
    <Link
      href={paths.picture(projectId, action.id)}
      className={classes.thumb}
      aria-label={say('history.pictureOf', { action: title })}
    >
      <Picture url={action.image.url} alt="" />
    </Link>
  );
}
