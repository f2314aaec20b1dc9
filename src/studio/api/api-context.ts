import { createContext, useContext } from 'react';
import type { Api } from './open-api.ts';

export const ApiContext = createContext<Api | null>(null);

/** The API as the signed-in person reaches it. */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error('nobody is signed in around this component');
  return api;
}
