import { Badge, Button, Table, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { ApiKeyLineFragment } from '../generated/graphql.ts';
import { Age } from '../look/age.tsx';
import { formatDay } from '../language/formats.ts';
import { CapMeter } from '../credits/credit-meters.tsx';
import { say, sayRich } from '../language/say.ts';
import { KeyEmailDialog } from './key-email-dialog.tsx';
import { ProjectNames } from './project-names.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';
import { ROLE } from './role-word.ts';
import { SignInLinkDialog } from './sign-in-link-dialog.tsx';
import flush from '../look/flush-table.module.css';
import classes from './key-list.module.css';

/** The keys, each with what it may do, what it may spend, and its end. */
export function KeyList({ keys }: { keys: readonly ApiKeyLineFragment[] }) {
  const [revoking, setRevoking] = useState<ApiKeyLineFragment | null>(null);
  const [linking, setLinking] = useState<ApiKeyLineFragment | null>(null);
  const [addressing, setAddressing] = useState<ApiKeyLineFragment | null>(null);
  return (
    <>
      <Table aria-label={say('admin.keys')} className={`${flush.flush} ${classes.table}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('admin.name')}</Table.Th>
            <Table.Th>{say('admin.role')}</Table.Th>
            <Table.Th visibleFrom="sm">{say('admin.projects')}</Table.Th>
            <Table.Th visibleFrom="sm">{say('admin.cap')}</Table.Th>
            <Table.Th visibleFrom="sm">{say('admin.lastUsed')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{say('admin.whatCanBeDone')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              onRevoke={() => setRevoking(key)}
              onEmail={() => setAddressing(key)}
              onLink={() => setLinking(key)}
            />
          ))}
        </Table.Tbody>
      </Table>
      {linking && <SignInLinkDialog apiKey={linking} onClose={() => setLinking(null)} />}
      {addressing && <KeyEmailDialog apiKey={addressing} onClose={() => setAddressing(null)} />}
      {revoking && <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

interface KeyRowProps {
  readonly apiKey: ApiKeyLineFragment;
  readonly onRevoke: () => void;
  readonly onEmail: () => void;
  readonly onLink: () => void;
}

function KeyRow({ apiKey, onRevoke, onEmail, onLink }: KeyRowProps) {
  const { name, prefix, role, projectIds, email, creditCap, lastUsedAt, createdAt, revokedAt, signInLinkExpiresAt } =
    apiKey;
  const lastUsed = lastUsedAt ? <Age of={lastUsedAt} /> : say('admin.never');
  return (
    <Table.Tr data-ended={hasEnded(apiKey) || undefined}>
      <Table.Th scope="row" className={classes.name}>
        <bdi>{name}</bdi>
        <Text size="xs" c="dimmed" fw={400} component="div">
          <span className={classes.prefix}>{prefix}…</span> · {sayRich('admin.made', { age: <Age of={createdAt} /> })}
          {endOf(apiKey)}
          {signInLinkExpiresAt &&
            !revokedAt &&
            ` · ${say('admin.linkWaits', { at: formatDay(new Date(signInLinkExpiresAt)) })}`}
        </Text>
        {!revokedAt && (
          <UnstyledButton
            className={classes.email}
            onClick={onEmail}
            aria-label={say('admin.emailLabel', { email: email ?? say('admin.addEmail'), name })}
          >
            {email ?? say('admin.addEmail')}
          </UnstyledButton>
        )}
        <Text size="xs" c="dimmed" fw={400} hiddenFrom="sm" component="div" pt={4}>
          {projectCount(projectIds)} · {sayRich('admin.used', { age: lastUsed })}
          <CapMeter cap={creditCap} />
        </Text>
      </Table.Th>
      <Table.Td>{say(ROLE[role].name)}</Table.Td>
      <Table.Td visibleFrom="sm" className={classes.projects}>
        <ProjectNames ids={projectIds ?? null} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <CapMeter cap={creditCap} />
      </Table.Td>
      <Table.Td visibleFrom="sm">{lastUsed}</Table.Td>
      <Table.Td ta="end">
        {revokedAt ? (
          <Badge variant="default" radius="md">
            {say('admin.revoked')}
          </Badge>
        ) : (
          <div className={classes.actions}>
            {!hasEnded(apiKey) && (
              <Button size="xs" variant="default" onClick={onLink} aria-label={say('admin.linkFor', { name })}>
                {say('admin.link')}
              </Button>
            )}
            <Button size="xs" variant="default" onClick={onRevoke} aria-label={say('admin.revokeName', { name })}>
              {say('admin.revoke')}
            </Button>
          </div>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function hasEnded({ expiresAt, revokedAt }: ApiKeyLineFragment): boolean {
  return Boolean(revokedAt) || (typeof expiresAt === 'string' && Date.parse(expiresAt) <= Date.now());
}

function endOf({ expiresAt, revokedAt }: ApiKeyLineFragment): string {
  if (revokedAt || !expiresAt) return '';
  const at = formatDay(new Date(expiresAt));
  return ` · ${say(Date.parse(expiresAt) <= Date.now() ? 'admin.ended' : 'admin.ends', { at })}`;
}

function projectCount(projectIds: readonly string[] | null): string {
  if (projectIds === null) return say('admin.everyProject');
  return say('admin.projectCount', { count: projectIds.length });
}
