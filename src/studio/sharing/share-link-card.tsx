import { Button, Text } from '@mantine/core';
import type { ShareLinkLineFragment } from '../generated/graphql.ts';
import { formatInstant, formatPlain } from '../language/formats.ts';
import { say, sayRich } from '../language/say.ts';
import { Age } from '../look/age.tsx';
import { paths } from '../navigation/paths.ts';
import { PictureRow } from '../look/picture-row.tsx';
import { feedbackWords } from '../feedback/feedback-mark.tsx';
import classes from './share-links-section.module.css';

export interface ShareLinkCardProps {
  readonly link: ShareLinkLineFragment;
  readonly projectId: string;
  /** Null if the link cannot be revoked here. */
  readonly onRevoke: ((link: ShareLinkLineFragment) => void) | null;
}

/** A share link with its pictures, creator, end, and the numbers of verdicts and comments. */
export function ShareLinkCard({ link, projectId, onRevoke }: ShareLinkCardProps) {
  const { title, createdBy, createdAt, images } = link;
  const linkOf = (imageId: string, index: number) => ({
    href: paths.comments(projectId, imageId),
    label: say('sharing.openPicture', { number: formatPlain(index + 1) }),
  });
  return (
    <li className={classes.link} aria-label={title}>
      <div className={classes.head}>
        <Text fw={600} className={classes.title} dir="auto">
          {title}
        </Text>
        {onRevoke && (
          <Button
            size="xs"
            variant="default"
            aria-label={say('sharing.revokeName', { title })}
            onClick={() => onRevoke(link)}
          >
            {say('sharing.revoke')}
          </Button>
        )}
      </div>
      {images.length > 0 && <PictureRow pictures={images} linkOf={linkOf} />}
      <Text>{endOf(link)}</Text>
      <Text>{feedbackOf(link)}</Text>
      <Text size="xs" c="dimmed" component="div">
        {sayRich('sharing.madeBy', { count: images.length, name: createdBy, age: <Age of={createdAt} /> })}
        {permissionsOf(link)}
      </Text>
    </li>
  );
}

function endOf({ endsAt, revokedAt }: ShareLinkLineFragment): string {
  if (revokedAt) return say('sharing.revokedAt', { at: formatInstant(revokedAt) });
  return say(Date.parse(endsAt) <= Date.now() ? 'sharing.endedAt' : 'sharing.openUntil', { at: formatInstant(endsAt) });
}

function feedbackOf(link: ShareLinkLineFragment): string {
  return [say('sharing.opened', { count: link.opened }), ...feedbackWords(link)].join(' · ');
}

function permissionsOf({ allowsComments, allowsDownload }: ShareLinkLineFragment): string {
  const permissions = [
    ...(allowsComments ? [] : [say('sharing.withoutComments')]),
    ...(allowsDownload ? [say('sharing.withDownload')] : []),
  ];
  return permissions.map((each) => ` · ${each}`).join('');
}
