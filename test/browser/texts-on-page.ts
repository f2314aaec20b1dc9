import type { Page } from 'playwright-core';

/** The visible and accessible texts of a page. */
const SCRIPT = `(() => {
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  /** Excludes texts only for screen readers, whose box has the size of one pixel. */
  const isForReaders = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const { width, height } = each.getBoundingClientRect();
      if (width <= 1 || height <= 1) return true;
    }
    return false;
  };
  const clips = (value) => value === 'hidden' || value === 'clip';
  const scrolls = (value) => value === 'auto' || value === 'scroll';
  /** Whether a text is beyond a box that clips it, beyond its button or beyond the window. */
  const isCut = (element, rect) => {
    let [isFreeX, isFreeY] = [false, false];
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each);
      const box = each.getBoundingClientRect();
      // Whatever scrolls down has overflow-x: auto, too, but is not to be scrolled sideways.
      const isList = scrolls(style.overflowY) && each.scrollHeight > each.clientHeight + 1;
      if (!isFreeX && isList && (rect.left < box.left - 1 || rect.right > box.right + 1)) return true;
      isFreeX ||= scrolls(style.overflowX);
      isFreeY ||= scrolls(style.overflowY);
      const isBox = each.matches('button, [role=tab], [role=option], [role=menuitem], label, td, th');
      if (!isFreeX && (clips(style.overflowX) || isBox) && (rect.left < box.left - 1 || rect.right > box.right + 1)) return true;
      if (!isFreeY && clips(style.overflowY) && (rect.top < box.top - 1 || rect.bottom > box.bottom + 1)) return true;
    }
    return !isFreeX && (rect.left < -1 || rect.right > innerWidth + 1);
  };
  const texts = [];
  const cut = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.data.trim();
    if (text === '' || /^(script|style|noscript)$/i.test(element.tagName) || !isSeen(element)) continue;
    texts.push(text);
    if (isForReaders(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    if ([...range.getClientRects()].some((rect) => isCut(element, rect))) cut.push(text);
  }
  for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt], [aria-valuetext]')) {
    if (!isSeen(element)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext']) {
      const text = element.getAttribute(name);
      if (text) texts.push(text);
    }
    if (element.placeholder && element.tagName === 'INPUT' && element.value === '' && element.scrollWidth > element.clientWidth + 1) cut.push(element.placeholder);
  }
  return { texts: [...new Set(texts)], cut: [...new Set(cut)], isWider: document.documentElement.scrollWidth > innerWidth };
})()`;

export interface TextsOnPage {
  /** Visible texts, accessible names and alternative texts of images. */
  readonly texts: readonly string[];
  /** Texts that are partly clipped. */
  readonly cut: readonly string[];
  /** Whether the page can be scrolled sideways. */
  readonly isWider: boolean;
}

export function textsOnPage(page: Page): Promise<TextsOnPage> {
  return page.evaluate<TextsOnPage>(SCRIPT);
}
