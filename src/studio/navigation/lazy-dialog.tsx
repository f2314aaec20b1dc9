import { type ComponentType, createElement, type FunctionComponent, Suspense, useState } from 'react';
import { lazily } from './lazily.ts';

/** A dialog that is fetched when it is first opened, and kept from then on. */
export function lazyDialog<Props extends { readonly isOpen: boolean }>(
  load: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props> {
  const Dialog = lazily(load);
  return function LazyDialog(props) {
    const [wasOpen, setWasOpen] = useState(props.isOpen);
    if (props.isOpen && !wasOpen) setWasOpen(true);
    return <Suspense>{wasOpen && createElement(Dialog, props)}</Suspense>;
  };
}
