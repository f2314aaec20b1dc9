import { ActionIcon, Button, Group, Progress } from '@mantine/core';
import { X } from 'lucide-react';
import { formatPercent } from '../../language/formats.ts';
import { say, sayRich } from '../../language/say.ts';
import type { Upload, Uploads } from './use-uploads.ts';
import classes from './upload-list.module.css';

/** The files that are on their way, and those that were not taken. */
export function UploadList({ uploads, again, dismiss }: Omit<Uploads, 'add'>) {
  if (uploads.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={say('upload.uploads')}>
      {uploads.map((upload) => (
        <li key={upload.id} className={classes.upload} data-refused={upload.problem !== null || undefined}>
          {upload.problem === null ? (
            <OnItsWay upload={upload} onStop={() => dismiss(upload)} />
          ) : (
            <>
              <div role="alert">
                {sayRich('upload.notTaken', { name: upload.name, reason: upload.problem.text, b: <b /> })}
              </div>
              <Group gap="xs">
                {upload.problem.isPassing && (
                  <Button size="compact-xs" variant="default" onClick={() => again(upload)}>
                    {say('upload.tryAgain')}
                  </Button>
                )}
                <Button size="compact-xs" variant="subtle" color="gray" onClick={() => dismiss(upload)}>
                  {say('upload.dismiss')}
                </Button>
              </Group>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function OnItsWay({ upload: { name, progress }, onStop }: { upload: Upload; onStop: () => void }) {
  const percent = Math.round((progress ?? 0) * 100);
  return (
    <>
      <div className={classes.head}>
        <span className={classes.name}>{name}</span>
        <span className={classes.progress}>
          {percent < 100 ? formatPercent(percent / 100) : say('upload.checking')}
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            onClick={onStop}
            aria-label={say('upload.stop', { name })}
          >
            <X size={14} aria-hidden="true" />
          </ActionIcon>
        </span>
      </div>
      <Progress value={percent} size="sm" aria-label={say('upload.uploading', { name })} />
    </>
  );
}
