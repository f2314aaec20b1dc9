import { type PointerEvent, type RefObject, useRef, useState } from 'react';

/** A press that moves less is a click. */
const DRAG_MIN_PX = 8;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Selects by a frame that is drawn with the mouse over the tiles of the scroller. */
export function useMarquee(scroller: RefObject<HTMLElement | null>, select: (ids: ReadonlySet<string>) => void) {
  const from = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const [box, setBox] = useState<Box | null>(null);
  const end = (event: PointerEvent) => {
    if (box) swallowClick(event.currentTarget);
    from.current = null;
    setBox(null);
  };
  const move = ({ currentTarget, pointerId, clientX, clientY }: PointerEvent) => {
    const rows = scroller.current?.firstElementChild?.getBoundingClientRect();
    if (!from.current || !rows) return;
    const [x, y] = [clientX - rows.left, clientY - rows.top];
    if (!box && Math.hypot(x - from.current.x, y - from.current.y) < DRAG_MIN_PX) return;
    if (!box) currentTarget.setPointerCapture(pointerId);
    const drawn = {
      left: Math.min(x, from.current.x),
      top: Math.min(y, from.current.y),
      width: Math.abs(x - from.current.x),
      height: Math.abs(y - from.current.y),
    };
    setBox(drawn);
    const tiles = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
    const touched = tiles.filter((tile) => {
      const { left, right, top, bottom } = tile.getBoundingClientRect();
      const isBeside = right - rows.left < drawn.left || left - rows.left > drawn.left + drawn.width;
      return !isBeside && bottom - rows.top >= drawn.top && top - rows.top <= drawn.top + drawn.height;
    });
    select(new Set(touched.flatMap(({ dataset }) => dataset['item'] ?? [])));
  };
  return {
    box,
    handlers: {
      onPointerDown: ({ button, pointerType, clientX, clientY, shiftKey, ctrlKey, metaKey }: PointerEvent) => {
        const rows = scroller.current?.firstElementChild?.getBoundingClientRect();
        if (button !== 0 || pointerType !== 'mouse' || shiftKey || ctrlKey || metaKey || !rows) return;
        from.current = { x: clientX - rows.left, y: clientY - rows.top };
      },
      onPointerMove: move,
      onPointerUp: end,
      onPointerCancel: end,
    },
  };
}

/** The press ended a frame: it opens nothing. */
function swallowClick(element: Element): void {
  element.addEventListener('click', stopEvent, { capture: true, once: true });
  setTimeout(() => element.removeEventListener('click', stopEvent, { capture: true })); // where no click follows
}

function stopEvent(event: Event): void {
  event.stopPropagation();
}
