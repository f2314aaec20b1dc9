import { useEffect } from 'react';

/** What lies above the page for a while. */
const OVERLAY = '[role="dialog"], [role="menu"], [role="listbox"]';
const REMEMBERED_MAX = 16;

/**
 * Gives the focus back to what had it before a dialog, menu or viewer was opened, however that ends. The parts of the page that
 * open one remove it in many ways (Escape, a finished form, an item of a menu that is gone by then), and each would lose it.
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
