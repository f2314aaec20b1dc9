import { Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../errors/problem.tsx';
import type { PictureFragment } from '../../generated/graphql.ts';
import { DialogButtons } from '../../look/dialog-buttons.tsx';
import { formatPlain, formatSize } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import { type Channel, cutOff, drawPlaced, placeIn, type Placing } from './channels.ts';
import { saveFile, withExtension } from './save-file.ts';
import { canvasOf, loadBitmap } from '../bitmaps.ts';
import classes from './channel-dialog.module.css';

const PREVIEW_MAX_PX = 320;
const JPEG_QUALITY = 0.92;
/** Cutting off more than this takes a part of the product with it more often than not. */
const FILL_UP_TO = 0.3;

export interface ChannelDialogProps {
  readonly picture: PictureFragment;
  readonly channel: Channel;
  readonly onClose: () => void;
}

/** The picture in the size of a channel, as it will be, before it is downloaded. */
export function ChannelDialog({ picture, channel, onClose }: ChannelDialogProps) {
  const [placing, setPlacing] = useState<Placing>(cutOff(picture, channel) > FILL_UP_TO ? 'FIT' : 'FILL');
  const { bitmap, isMissing } = useBitmap(picture.download);
  const size = formatSize(channel);
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
    <Modal opened onClose={onClose} title={say('download.channelTitle', { channel: channel.name, size })}>
      <Stack gap="md">
        <Preview bitmap={bitmap} channel={channel} placing={placing} />
        {isMissing && <Problem sentence={{ title: say('download.notFetched'), detail: say('download.closeAndTry') }} />}
        <SegmentedControl
          aria-label={say('download.placing')}
          value={placing}
          onChange={setPlacing}
          data={[
            { value: 'FILL', label: say('download.fill') },
            { value: 'FIT', label: say('download.fit') },
          ]}
        />
        {isEnlarged && (
          <Text size="xs" c="dimmed">
            {say('download.enlarged', { width: formatPlain(picture.width), height: formatPlain(picture.height) })}
          </Text>
        )}
        <DialogButtons
          submitLabel={say('download.jpeg')}
          onSubmit={() => void save()}
          isDisabled={!bitmap}
          onCancel={onClose}
        />
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
      aria-label={say('download.asItWillBe')}
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
