import { useEffect, useState } from 'react';
import { companyProvider } from './company-sign-in.ts';

/** The host of the OpenID provider; null: none is configured, or Darkroom does not respond; undefined: not known yet. */
export function useCompanyProvider(): string | null | undefined {
  const [provider, setProvider] = useState<string | null>();
  useEffect(() => {
    const ask = async () => setProvider(await companyProvider().catch(() => null));
    void ask();
  }, []);
  return provider;
}
