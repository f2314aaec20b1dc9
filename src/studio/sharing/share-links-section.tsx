import { Button, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { ShareLinkLineFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { useMay } from '../session/viewer.ts';
import { RevokeShareLinkDialog } from './revoke-share-link-dialog.tsx';
import { ShareLinkCard } from './share-link-card.tsx';
import { useShareLinks } from './use-share-links.ts';
import classes from './share-links-section.module.css';

/** The share links of a project: open links, and folded below them ended and revoked ones. */
export function ShareLinksSection({ projectId }: { readonly projectId: string }) {
  const { links, error, retry, isLoadingMore, loadMore } = useShareLinks(projectId);
  const mayEdit = useMay('EDITOR');
  const [revoking, setRevoking] = useState<ShareLinkLineFragment | null>(null);
  if (error && !links) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (!links) return <Skeleton height={96} role="status" aria-busy="true" aria-label={say('sharing.loading')} />;
  const open = links.filter(isOpen);
  const over = links.filter((link) => !isOpen(link));
  return (
    <>
      {open.length === 0 && (
        <Text c="dimmed">{say(links.length === 0 ? 'sharing.noLinks' : 'sharing.noOpenLinks')}</Text>
      )}
      {open.length > 0 && (
        <ul className={classes.links} aria-label={say('sharing.openLinks')}>
          {open.map((link) => (
            <ShareLinkCard key={link.id} link={link} projectId={projectId} onRevoke={mayEdit ? setRevoking : null} />
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <details className={classes.over}>
          <summary>{say('sharing.overLinks', { count: over.length })}</summary>
          <ul className={classes.links} aria-label={say('sharing.overLinks', { count: over.length })}>
            {over.map((link) => (
              <ShareLinkCard key={link.id} link={link} projectId={projectId} onRevoke={null} />
            ))}
          </ul>
        </details>
      )}
      {loadMore && (
        <div>
          <Button size="xs" variant="default" loading={isLoadingMore} onClick={loadMore}>
            {say('sharing.earlier')}
          </Button>
        </div>
      )}
      {revoking && <RevokeShareLinkDialog link={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

function isOpen({ revokedAt, endsAt }: ShareLinkLineFragment): boolean {
  return !revokedAt && Date.parse(endsAt) > Date.now();
}
