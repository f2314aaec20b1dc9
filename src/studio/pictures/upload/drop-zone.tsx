import { Text } from '@mantine/core';
import { ImageUp } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { UPLOAD_MAX_BYTES } from './upload-picture.ts';
import { formatMegabytes } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import classes from './drop-zone.module.css';

/** Takes files that are dropped anywhere on the page while it is there, and shows that it would. */
export function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const stopping = new AbortController();
    const { signal } = stopping;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault(); // else the browser would show the file in the place of the page
      setOver(event.type !== 'drop');
      if (event.type === 'drop') take([...event.dataTransfer.files]);
    };
    addEventListener('dragover', over, { signal });
    addEventListener('drop', over, { signal });
    // It leaves the window for nothing, and its children for one another.
    addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal });
    return () => stopping.abort();
  }, []);
  if (!isOver) return null;
  return (
    <div className={classes.zone} data-testid="drop-zone">
      <div className={classes.plate}>
        <ImageUp size={28} aria-hidden="true" />
        {say('upload.drop')}
        <Text size="xs" c="dimmed" fw={400}>
          {say('upload.limits', { max: formatMegabytes(UPLOAD_MAX_BYTES) })}
        </Text>
      </div>
    </div>
  );
}
