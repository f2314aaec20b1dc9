import {
  type ComponentType,
  createElement,
  type FunctionComponent,
  lazy,
  type LazyExoticComponent,
  Suspense,
  useState,
} from 'react';

const AGAIN_MS = 1_000;

/**
 * A component that is fetched when it is first shown. While Darkroom is away it goes on being asked for; if Darkroom answers
 * and has it no more, a newer version of the page is there, and the error goes to the nearest boundary, which says so.
 */
export function lazily<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await loadWhenBack(load) }));
}

async function loadWhenBack<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch {
    while (!(await isBack())) await new Promise((goOn) => setTimeout(goOn, AGAIN_MS));
    return load();
  }
}

async function isBack(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/** A dialog that is fetched when it is first opened, and kept from then on. */
export function lazyDialog<Props extends { readonly isOpen: boolean }>(
  load: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props> {
  const Dialog = lazily(load);
  return function LazyDialog(props) {
    const [wasOpen, setWasOpen] = useState(props.isOpen);
    if (props.isOpen && !wasOpen) setWasOpen(true);
    return createElement(Suspense, null, wasOpen && createElement(Dialog, props));
  };
}
