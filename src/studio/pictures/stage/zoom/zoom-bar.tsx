import { ActionIcon, Button } from '@mantine/core';
import { ZoomIn, ZoomOut } from 'lucide-react';
import { useControls } from 'react-zoom-pan-pinch';
import { useShortcut } from '../../../shortcuts/use-shortcuts.ts';
import { say } from '../../../language/say.ts';
import classes from './zoom-area.module.css';

const STEP = 0.4;

export interface ZoomBarProps {
  /** 1 as it fits. */
  readonly scale: number;
  readonly pixelsPerCssPixel: number;
  readonly hasKeys: boolean;
}

/** How large the picture is shown: closer, further away, and as it fits. */
export function ZoomBar({ scale, pixelsPerCssPixel, hasKeys }: ZoomBarProps) {
  const { zoomIn, zoomOut, resetTransform, centerView } = useControls();
  const still = { duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150 };
  const closer = () => void zoomIn(STEP, still.duration);
  const further = () => void zoomOut(STEP, still.duration);
  const fit = () => void resetTransform(still.duration);
  const full = () => void centerView(Math.max(1, pixelsPerCssPixel), still.duration);
  useShortcut('zoom-in', hasKeys ? closer : null);
  useShortcut('zoom-out', hasKeys ? further : null);
  useShortcut('zoom-fit', hasKeys ? fit : null);
  useShortcut('zoom-full', hasKeys ? full : null);
  const percent = String(Math.round((scale / pixelsPerCssPixel) * 100));
  return (
    <div className={classes.bar} role="group" aria-label={say('stage.zoom')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={say('stage.zoomOut')}
        disabled={scale <= 1}
        onClick={further}
      >
        <ZoomOut size={16} aria-hidden="true" />
      </ActionIcon>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={classes.scale}
        onClick={scale > 1.001 ? fit : full}
        aria-label={say(scale > 1.001 ? 'stage.fitPicture' : 'stage.everyPixel', { percent })}
      >
        {say('stage.percent', { percent })}
      </Button>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={say('stage.zoomIn')} onClick={closer}>
        <ZoomIn size={16} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
