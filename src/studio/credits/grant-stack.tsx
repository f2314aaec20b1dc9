import { Skeleton, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { formatCount, formatCredits, formatDay } from '../language/formats.ts';
import { useToday } from '../look/use-today.ts';
import { useMay } from '../session/viewer.ts';
import { GRANT_SOURCE } from './grant-source.ts';
import { formatExpiry, untilExpiry } from './expiry.ts';
import { GrantsPager } from './grants-pager.tsx';
import { barParts } from './bar-parts.ts';
import { RevokeGrantDialog } from './revoke-grant-dialog.tsx';
import type { Grant, GrantedProject, GrantsPage } from './use-grants.ts';
import classes from './grant-stack.module.css';
import { DAY_MS } from '../../instant.ts';

const USUAL_PRIORITY = 50;
const SOON_MS = 7 * DAY_MS;

export interface GrantStackProps {
  readonly project: GrantedProject;
  readonly page: GrantsPage;
}

/** The balance, cut where one grant ends and the next begins: the left end is drawn first. Under it the grants, page by page. */
export function GrantStack({ project, page }: GrantStackProps) {
  const { balance, drawnNext } = project;
  const today = useToday();
  const isAdmin = useMay('ADMIN');
  const [chosen, choose] = useState<Grant | null>(null);
  const revoked = page.grants.find(({ id }) => id === chosen?.id) ?? chosen; // as it stands while one reads the figures
  return (
    <div className={classes.stack}>
      <div className={classes.bar} aria-hidden="true">
        {barParts(drawnNext, balance, today.getTime() + SOON_MS).map(({ id, credits, isSoon: soon }) => (
          <span
            key={id}
            className={classes.part}
            data-soon={soon || undefined}
            style={{ flexGrow: credits / balance }}
          />
        ))}
      </div>
      <ol className={classes.list} aria-label="Credits in the order in which they are drawn" start={page.before + 1}>
        {page.grants.map((grant, place) => (
          <GrantLine key={grant.id} grant={grant} place={page.before + place} onRevoke={isAdmin ? choose : null} />
        ))}
      </ol>
      <GrantsPager page={page} />
      {revoked && <RevokeGrantDialog project={project} grant={revoked} onClose={() => choose(null)} />}
    </div>
  );
}

interface GrantLineProps {
  readonly grant: Grant;
  readonly place: number;
  /** Null for who may not. */
  readonly onRevoke: ((grant: Grant) => void) | null;
}

function GrantLine({ grant, place, onRevoke }: GrantLineProps) {
  const { source, credits, remaining, priority, expiresAt, note, createdAt } = grant;
  const today = useToday();
  return (
    <li className={classes.grant} data-next={place === 0 || undefined}>
      <span className={classes.place} aria-hidden="true">
        {formatCount(place + 1)}
      </span>
      <div className={classes.origin}>
        <Text fw={600}>
          {note ?? GRANT_SOURCE[source]}
          {place === 0 && <span className={classes.next}>drawn next</span>}
        </Text>
        <Text size="xs" c="dimmed">
          {note && `${GRANT_SOURCE[source]} · `}
          {`added ${formatDay(new Date(createdAt))}`}
          {priority !== USUAL_PRIORITY && ` · priority ${priority}`}
        </Text>
      </div>
      <Text
        className={classes.expiry}
        c={expiresAt ? undefined : 'dimmed'}
        data-soon={isSoon(expiresAt, today) || undefined}
      >
        {expiresAt ? `Expire on ${formatExpiry(expiresAt)}, ${untilExpiry(expiresAt, today)}` : 'Never expire'}
      </Text>
      <div className={classes.left}>
        <Text fw={600}>{formatCredits(remaining)}</Text>
        <Text size="xs" c="dimmed">
          {remaining === credits ? 'untouched' : `of ${formatCount(credits)}`}
        </Text>
        {onRevoke && (
          <UnstyledButton
            className={classes.revoke}
            onClick={() => onRevoke(grant)}
            aria-label={`Take back grant ${place + 1}`}
          >
            Take back
          </UnstyledButton>
        )}
      </div>
    </li>
  );
}

export function GrantStackSkeleton() {
  return (
    <div className={classes.stack} role="status" aria-busy="true" aria-label="Loading the credits">
      <Skeleton height={52} width={320} maw="100%" />
      <Skeleton height={16} />
      {[0, 1, 2].map((place) => (
        <Skeleton key={place} height={56} />
      ))}
    </div>
  );
}

function isSoon(expiresAt: string | null | undefined, today: Date): boolean {
  return typeof expiresAt === 'string' && Date.parse(expiresAt) - today.getTime() < SOON_MS;
}
