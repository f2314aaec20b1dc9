import { type RefObject, useEffect, useState } from 'react';

export interface NearView {
  readonly isNear: boolean;
  /** How high it was when it was last seen to come near or to leave. */
  readonly heightPx: number;
}

/** Whether an element is in view, or less than so many pixels above or below it. */
export function useNearView(element: RefObject<Element | null>, marginPx: number, isNearAtFirst: boolean): NearView {
  const [view, setView] = useState<NearView>({ isNear: isNearAtFirst, heightPx: 0 });
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(
      (seen) => {
        const last = seen.at(-1);
        if (last) setView({ isNear: last.isIntersecting, heightPx: last.boundingClientRect.height });
      },
      { rootMargin: `${marginPx}px 0px` },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, marginPx]);
  return view;
}
