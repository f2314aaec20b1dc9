import { createContext } from 'react';

/** The place in the header where a page puts what it is about; null until the header is there. */
export const HeaderSlot = createContext<HTMLElement | null>(null);
