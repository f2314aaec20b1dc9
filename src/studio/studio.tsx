import { ApolloProvider } from '@apollo/client/react';
import { ApiContext } from './api/api-context.ts';
import { EndedPage, SignInPage } from './session/doorway.tsx';
import { LinkPage } from './session/link-page.tsx';
import { useSessionState } from './session/session-context.ts';
import { ViewerProvider } from './session/viewer.ts';
import { Shell } from './shell/shell.tsx';

/** What is shown to whom: the sign-in, the end of a key, or the studio itself. */
export function Studio() {
  const state = useSessionState();
  switch (state.status) {
    case 'ASKING':
      return null;
    case 'SIGNED_OUT':
      return <SignInPage problem={state.problem} />;
    case 'LINKED':
      return <LinkPage secret={state.secret} />;
    case 'ENDED':
      return <EndedPage wasOfCompany={state.wasOfCompany} />;
    case 'SIGNED_IN':
      return (
        <ApolloProvider client={state.api.client}>
          <ApiContext value={state.api}>
            <ViewerProvider>
              <Shell />
            </ViewerProvider>
          </ApiContext>
        </ApolloProvider>
      );
  }
}
