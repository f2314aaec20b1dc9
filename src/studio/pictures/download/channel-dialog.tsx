import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../errors/problem.tsx';
import type { PictureFragment } from '../../generated/graphql.ts';
import { type Channel, cutOff, type Placing, placeIn } from './channels.ts';
import { drawPlaced } from './draw-placed.ts';
import { withExtension } from './file-names.ts';
import { canvasOf, loadBitmap } from './load-bitmap.ts';
import { saveFile } from './save-file.ts';
import classes from './channel-dialog.module.css';

const PREVIEW_MAX_PX = 320;
const JPEG_QUALITY = 0.92;
/** Cutting off more than this takes a part of the product with it more often than not. */
const FILL_UP_TO = 0.3;
const NOT_LOADED = {
  title: 'The picture could not be fetched.',
  detail: 'Close this and try again; nothing was charged.',
};

export interface ChannelDialogProps {
  readonly picture: PictureFragment;
  readonly channel: Channel;
  readonly onClose: () => void;
}

/** The picture in the size of a channel, as it will be, before it is downloaded. */
export function ChannelDialog({ picture, channel, onClose }: ChannelDialogProps) {
  const [placing, setPlacing] = useState<Placing>(cutOff(picture, channel) > FILL_UP_TO ? 'FIT' : 'FILL');
  const { bitmap, isMissing } = useBitmap(picture.download);
  const size = `${channel.width} × ${channel.height}`;
  const isEnlarged = placeIn(picture, channel, placing).width > picture.width;
  const save = async () => {
    if (!bitmap) return;
    const { canvas, context } = canvasOf(channel.width, channel.height);
    drawPlaced(context, bitmap, channel, placing);
    const file = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
    saveFile(file, withExtension(picture.fileName, 'jpg', `${channel.name} ${channel.width}x${channel.height}`));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`${channel.name}, ${size} px`}>
      <Stack gap="md">
        <Preview bitmap={bitmap} channel={channel} placing={placing} />
        {isMissing && <Problem sentence={NOT_LOADED} />}
        <SegmentedControl
          aria-label="How it is placed"
          value={placing}
          onChange={setPlacing}
          data={[
            { value: 'FILL', label: 'Fill, cut what stands out' },
            { value: 'FIT', label: 'Fit, on white' },
          ]}
        />
        {isEnlarged && (
          <Text size="xs" c="dimmed">
            The picture has {picture.width} × {picture.height} px and is enlarged: it will look softer.
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!bitmap} onClick={() => void save()}>
            Download JPEG
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface PreviewProps extends Pick<ChannelDialogProps, 'channel'> {
  readonly bitmap: ImageBitmap | null;
  readonly placing: Placing;
}

function Preview({ bitmap, channel, placing }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = PREVIEW_MAX_PX / Math.max(channel.width, channel.height);
  const size = { width: Math.round(channel.width * scale), height: Math.round(channel.height * scale) };
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context && bitmap) drawPlaced(context, bitmap, size, placing);
  });
  return (
    <canvas
      ref={canvas}
      {...size}
      className={classes.preview}
      role="img"
      aria-label="As it will be"
      data-drawn={bitmap !== null || undefined}
    />
  );
}

function useBitmap(url: string) {
  const [state, setState] = useState<{ readonly bitmap: ImageBitmap | null; readonly isMissing: boolean }>({
    bitmap: null,
    isMissing: false,
  });
  useEffect(() => {
    let isCurrent = true;
    loadBitmap(url).then(
      (bitmap) => isCurrent && setState({ bitmap, isMissing: false }),
      () => isCurrent && setState({ bitmap: null, isMissing: true }),
    );
    return () => {
      isCurrent = false;
    };
  }, [url]);
  return state;
}
