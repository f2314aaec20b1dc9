import { type ReactNode, useState } from 'react';
import { TransformComponent, TransformWrapper } from 'react-zoom-pan-pinch';
import { ZoomBar } from './zoom-bar.tsx';
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
