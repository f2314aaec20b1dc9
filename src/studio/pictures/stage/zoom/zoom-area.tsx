import { type ReactNode, useState } from 'react';
import { TransformComponent, TransformWrapper, useControls } from 'react-zoom-pan-pinch';
import { ActionIcon, Button } from '@mantine/core';
import { ZoomIn, ZoomOut } from 'lucide-react';
import { useShortcut } from '../../../shortcuts/use-shortcuts.ts';
import { formatPercent } from '../../../language/formats.ts';
import { say } from '../../../language/say.ts';
import classes from './zoom-area.module.css';

const SCALE_MAX = 12;

export interface ZoomAreaProps {
  /** The pixels of the picture for each CSS pixel, as it fits: what 100 % is. */
  readonly pixelsPerCssPixel: number;
  /** Whether a pointer or one finger draws, and does not move the picture; the middle button and two fingers move it. */
  readonly isDrawnOn: boolean;
  /** Keys zoom too, wherever the focus is. */
  readonly hasKeys?: boolean;
  readonly children: ReactNode;
}

/** What fits into its place, and can be looked at closely: the wheel and pinching zoom, dragging moves it. */
export function ZoomArea({ pixelsPerCssPixel, isDrawnOn, hasKeys = false, children }: ZoomAreaProps) {
  const [scale, setScale] = useState(1);
  const isZoomed = scale > 1.001;
  return (
    <TransformWrapper
      minScale={1}
      maxScale={SCALE_MAX}
      centerZoomedOut
      disablePadding
      smooth={false}
      wheel={{ step: 0.2 }}
      panning={{
        allowLeftClickPan: !isDrawnOn,
        disabled: !isZoomed,
        velocityDisabled: true,
        excluded: ['input', 'button'],
      }}
      doubleClick={{ disabled: isDrawnOn, mode: 'toggle', step: 1, excluded: ['input', 'button'] }}
      onTransform={(_, state) => setScale(state.scale)}
    >
      <TransformComponent
        wrapperStyle={{ position: 'absolute', width: '100%', height: '100%' }} // stronger than the styles of the library
        contentStyle={{ position: 'relative', width: '100%', height: '100%' }}
        wrapperClass={classes.wrapper ?? ''}
        wrapperProps={{ 'data-zoomed': isZoomed || undefined, 'data-testid': 'zoom-area' } as object}
      >
        {children}
      </TransformComponent>
      <ZoomBar scale={scale} pixelsPerCssPixel={pixelsPerCssPixel} hasKeys={hasKeys} />
    </TransformWrapper>
  );
}

const STEP = 0.4;

interface ZoomBarProps {
  /** 1: the picture fits into its area. */
  readonly scale: number;
  readonly pixelsPerCssPixel: number;
  readonly hasKeys: boolean;
}

/** Shows the zoom, with buttons that zoom in, zoom out and fit the picture. */
function ZoomBar({ scale, pixelsPerCssPixel, hasKeys }: ZoomBarProps) {
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
  const percent = formatPercent(scale / pixelsPerCssPixel);
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
        {percent}
      </Button>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={say('stage.zoomIn')} onClick={closer}>
        <ZoomIn size={16} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
