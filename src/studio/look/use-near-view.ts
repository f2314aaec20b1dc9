import { type RefObject, useEffect, useState } from 'react';

/** Whether an element is in view, or less than so many pixels above or below it. */
export function useNearView(element: RefObject<Element | null>, marginPx: number, atFirst: boolean): boolean {
  const [isNear, setNear] = useState(atFirst);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver((seen) => setNear(seen.at(-1)?.isIntersecting ?? false), {
      rootMargin: `${marginPx}px 0px`,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, marginPx]);
  return isNear;
}
