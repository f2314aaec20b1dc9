import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/** Moves the focus to the content when the address changes, so that a screen reader and the Tab key go on from there. */
export function useFocusOnNewPage(content: RefObject<HTMLElement | null>): void {
  const [address] = useLocation();
  const last = useRef(address);
  useEffect(() => {
    if (last.current === address) return;
    last.current = address;
    content.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [address, content]);
}
