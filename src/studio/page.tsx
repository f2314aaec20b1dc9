import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { ErrorBoundary } from './errors/error-boundary.tsx';
import { isRightToLeft, useLanguage } from './language/language.ts';
import { cssVariablesResolver, theme } from './look/theme.ts';
import type { Session } from './session/session.ts';
import { SessionContext } from './session/session-context.ts';
import { Studio } from './studio.tsx';

/** public/color-scheme.js reads the same entry before the first paint. */
const rememberedScheme = localStorageColorSchemeManager({ key: 'darkroom.color-scheme' });

/** The whole page. It is rendered again from here after a change of language. */
export function Page({ session }: { readonly session: Session }) {
  useLanguage();
  return (
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={rememberedScheme}
        defaultColorScheme="auto"
      >
        <Notifications
          position={isRightToLeft() ? 'bottom-left' : 'bottom-right'}
          autoClose={6000}
          containerWidth={360}
          className="toasts"
        />
        <ErrorBoundary>
          <SessionContext value={session}>
            <Studio />
          </SessionContext>
        </ErrorBoundary>
      </MantineProvider>
    </DirectionProvider>
  );
}
