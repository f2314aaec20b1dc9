import { Button, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { ShareLinkLineFragment } from '../generated/graphql.ts';
import { formatCount, formatInstant } from '../language/formats.ts';
import { say, sayRich } from '../language/say.ts';
import { Age } from '../look/age.tsx';
import { paths } from '../navigation/paths.ts';
import { feedbackWords } from './feedback-words.ts';
import classes from './share-links-section.module.css';

const SHOWN_MAX = 6;

export interface ShareLinkCardProps {
  readonly link: ShareLinkLineFragment;
  readonly projectId: string;
  /** Null if the link cannot be revoked here. */
  readonly onRevoke: ((link: ShareLinkLineFragment) => void) | null;
}

/** A share link: what it shows, who created it, until when, and what guests made of it. */
export function ShareLinkCard({ link, projectId, onRevoke }: ShareLinkCardProps) {
  const { title, createdBy, createdAt, images } = link;
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
      <SharedPictures images={images} projectId={projectId} />
      <Text>{endOf(link)}</Text>
      <Text>{saidOf(link)}</Text>
      <Text size="xs" c="dimmed" component="div">
        {sayRich('sharing.madeBy', { count: images.length, name: createdBy, age: <Age of={createdAt} /> })}
        {mayOf(link)}
      </Text>
    </li>
  );
}

/** Each leads to the picture with its comments. */
function SharedPictures({ images, projectId }: Pick<ShareLinkLineFragment, 'images'> & { readonly projectId: string }) {
  if (images.length === 0) return null;
  return (
    <div className={classes.pictures}>
      {images.slice(0, SHOWN_MAX).map(({ id, thumb }, place) => (
        <Link key={id} href={paths.comments(projectId, id)} className={classes.picture}>
          <img src={thumb} alt={say('sharing.openPicture', { number: String(place + 1) })} data-shown />
        </Link>
      ))}
      {images.length > SHOWN_MAX && <span className={classes.more}>+{formatCount(images.length - SHOWN_MAX)}</span>}
    </div>
  );
}

function endOf({ endsAt, revokedAt }: ShareLinkLineFragment): string {
  if (revokedAt) return say('sharing.revokedAt', { at: formatInstant(revokedAt) });
  return say(Date.parse(endsAt) <= Date.now() ? 'sharing.endedAt' : 'sharing.openUntil', { at: formatInstant(endsAt) });
}

function saidOf(link: ShareLinkLineFragment): string {
  return [say('sharing.opened', { count: link.opened }), ...feedbackWords(link)].join(' · ');
}

function mayOf({ allowsComments, allowsDownload }: ShareLinkLineFragment): string {
  const may = [
    ...(allowsComments ? [] : [say('sharing.withoutComments')]),
    ...(allowsDownload ? [say('sharing.withDownload')] : []),
  ];
  return may.map((each) => ` · ${each}`).join('');
}
