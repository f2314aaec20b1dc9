import { useEffect } from 'react';
import { OVERLAY } from '../look/overlay.ts';

const REMEMBERED_MAX = 16;

/**
 * When a dialog, menu or lightbox closes, returns the focus to the element that had it before. They close in many ways (Escape, a
 * submitted form, a chosen menu item), and in most of them the browser would lose the focus.
 */
export function useFocusReturn(): void {
  useEffect(() => {
    let before: HTMLElement[] = [];
    let overlay: Element | null = null;
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      overlay = target.closest(OVERLAY);
      before = [...before.filter((each) => each !== target), target].slice(-REMEMBERED_MAX);
    };
    const giveBack = () => {
      if (!overlay || overlay.isConnected || document.activeElement !== document.body) return;
      overlay = null;
      before.findLast(canTakeFocus)?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(giveBack);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, []);
}

function canTakeFocus(element: HTMLElement): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}
