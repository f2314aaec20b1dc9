import { type RefObject, useEffect } from 'react';

const BOTTOM = '--darkroom-toasts-bottom';

/** Shows toasts above the lower edge of an element plus this many pixels, so that they cover no control. */
export function useToastsAbove(element: RefObject<HTMLElement | null>, insetPx: number): void {
  useEffect(() => {
    const shown = element.current;
    if (!shown) return;
    const { style } = document.documentElement;
    const place = () => {
      const fromBottom = innerHeight - shown.getBoundingClientRect().bottom;
      style.setProperty(BOTTOM, `${Math.max(0, Math.round(fromBottom)) + insetPx}px`);
    };
    const observer = new ResizeObserver(place);
    observer.observe(shown);
    observer.observe(document.documentElement);
    return () => {
      observer.disconnect();
      style.removeProperty(BOTTOM);
    };
  }, [element, insetPx]);
}
