import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { formatPlain } from '../../../language/formats.ts';
import { say } from '../../../language/say.ts';
import { expanded, type PixelSize, SIDE_MAX_PX, type Sides } from '../../perform/expanding.ts';
import { scaleToFit } from '../fit.ts';
import classes from './expand-frame.module.css';

/** Room around the frame, so that it can be drawn larger, in parts of the picture. */
const ROOM = 1.35;
const STEP_PX = 16;
const LARGE_STEP_PX = 128;

type Side = keyof Sides;
/** The way in which each edge leads outward. */
const OUTWARD: Readonly<Record<Side, { readonly x: number; readonly y: number }>> = {
  top: { x: 0, y: -1 },
  right: { x: 1, y: 0 },
  bottom: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
};
const SIDES: readonly Side[] = ['top', 'right', 'bottom', 'left'];

export interface ExpandFrameProps {
  readonly picture: PixelSize;
  readonly sides: Sides;
  /** What there is for the frame and the room around it, in CSS pixels. */
  readonly space: PixelSize;
  readonly onSides: (sides: Sides) => void;
  /** The picture itself. */
  readonly children: ReactNode;
}

/** The picture in its wider frame, whose edges can be dragged or moved by arrow keys, with Shift in larger steps. */
export function ExpandFrame({ picture, sides, space, onSides, children }: ExpandFrameProps) {
  const size = expanded(picture, sides);
  const room = {
    width: Math.max(size.width + picture.width * 0.1, picture.width * ROOM),
    height: Math.max(size.height + picture.height * 0.1, picture.height * ROOM),
  };
  const [heldScale, setHeldScale] = useState<number | null>(null);
  const scale = heldScale ?? scaleToFit(room, space); // while an edge is dragged the picture keeps its size
  const px = (pixels: number) => Math.round(pixels * scale); // whole, so that no seam is seen
  const frame = { width: px(size.width), height: px(size.height) };
  return (
    <div
      className={classes.frame}
      data-testid="expand-frame"
      style={{ ...frame, left: (space.width - frame.width) / 2, top: (space.height - frame.height) / 2 }}
    >
      <div
        className={classes.picture}
        style={{
          left: px(sides.left),
          top: px(sides.top),
          width: frame.width - px(sides.left) - px(sides.right),
          height: frame.height - px(sides.top) - px(sides.bottom),
        }}
      >
        {children}
      </div>
      <span className={classes.size}>
        {say('stage.size', { width: formatPlain(size.width), height: formatPlain(size.height) })}
      </span>
      {SIDES.map((side) => (
        <Edge
          key={side}
          side={side}
          pixels={sides[side]}
          scale={scale}
          onHold={(isHeld) => setHeldScale(isHeld ? scale : null)}
          onMove={(pixels) => onSides({ ...sides, [side]: Math.min(SIDE_MAX_PX, Math.max(0, Math.round(pixels))) })}
        />
      ))}
    </div>
  );
}

interface EdgeProps {
  readonly side: Side;
  readonly pixels: number;
  readonly scale: number;
  readonly onHold: (isHeld: boolean) => void;
  readonly onMove: (pixels: number) => void;
}

function Edge({ side, pixels, scale, onHold, onMove }: EdgeProps) {
  const from = useRef<{ x: number; y: number; pixels: number } | null>(null);
  const outward = OUTWARD[side];
  const hold = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, y: event.clientY, pixels };
    onHold(true);
  };
  const drag = (event: PointerEvent) => {
    if (!from.current) return;
    const moved = (event.clientX - from.current.x) * outward.x + (event.clientY - from.current.y) * outward.y;
    // The frame stays in the middle: an edge moves half as far as the frame grows.
    onMove(from.current.pixels + (2 * moved) / scale);
  };
  const release = () => {
    from.current = null;
    onHold(false);
  };
  const press = (event: KeyboardEvent) => {
    const step = stepOf(event, outward);
    if (step === 0) return;
    event.preventDefault();
    onMove(pixels + step);
  };
  return (
    <span
      role="slider"
      tabIndex={0}
      className={classes.edge}
      data-side={side}
      aria-label={say('stage.pixelsToAdd', { side })}
      aria-orientation={outward.x === 0 ? 'vertical' : 'horizontal'}
      aria-valuemin={0}
      aria-valuemax={SIDE_MAX_PX}
      aria-valuenow={pixels}
      aria-valuetext={say('stage.pixels', { pixels })}
      onPointerDown={hold}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={press}
    />
  );
}

const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

/** Outward adds, inward takes away; a key across does nothing. */
function stepOf({ key, shiftKey }: KeyboardEvent, outward: { x: number; y: number }): number {
  const arrow = ARROWS[key];
  if (!arrow) return 0;
  return (arrow.x * outward.x + arrow.y * outward.y) * (shiftKey ? LARGE_STEP_PX : STEP_PX);
}
