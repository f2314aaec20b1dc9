import { Skeleton, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { formatCount, formatCredits, formatDay } from '../language/formats.ts';
import { useToday } from '../look/calendar-day.ts';
import { useMay } from '../session/viewer.ts';
import { say } from '../language/say.ts';
import { formatExpiry, GRANT_SOURCE, untilExpiry } from '../credits/grant-words.ts';
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
      <ol className={classes.list} aria-label={say('credits.listInOrder')} start={page.before + 1}>
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
          {note ?? say(GRANT_SOURCE[source])}
          {place === 0 && <span className={classes.next}>{say('credits.drawnNext')}</span>}
        </Text>
        <Text size="xs" c="dimmed">
          {[
            note && say(GRANT_SOURCE[source]),
            say('credits.addedOn', { on: formatDay(new Date(createdAt)) }),
            priority !== USUAL_PRIORITY && say('credits.priority', { priority: formatCount(priority) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      <Text
        className={classes.expiry}
        c={expiresAt ? undefined : 'dimmed'}
        data-soon={isSoon(expiresAt, today) || undefined}
      >
        {expiresAt
          ? say('credits.expireOn', { on: formatExpiry(expiresAt), when: untilExpiry(expiresAt, today) })
          : say('credits.neverExpire')}
      </Text>
      <div className={classes.left}>
        <Text fw={600}>{formatCredits(remaining)}</Text>
        <Text size="xs" c="dimmed">
          {remaining === credits
            ? say('credits.untouched')
            : say('credits.ofCredits', { credits: formatCount(credits) })}
        </Text>
        {onRevoke && (
          <UnstyledButton
            className={classes.revoke}
            onClick={() => onRevoke(grant)}
            aria-label={say('credits.takeBackGrant', { place: formatCount(place + 1) })}
          >
            {say('credits.takeBack')}
          </UnstyledButton>
        )}
      </div>
    </li>
  );
}

export function GrantStackSkeleton() {
  return (
    <div className={classes.stack} role="status" aria-busy="true" aria-label={say('credits.loading')}>
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
