import { type RefObject, useEffect } from 'react';

const BOTTOM = '--darkroom-toasts-bottom';

/** Keeps toasts above what lies below an element, and above so many pixels of its own lower end, so that they cover no control. */
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
