import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource-variable/inter/wght.css';
import './look/page.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from './errors/error-boundary.tsx';
import { rememberedScheme } from './look/remembered-scheme.ts';
import { cssVariablesResolver, theme } from './look/theme.ts';
import { Session } from './session/session.ts';
import { SessionContext } from './session/session-context.ts';
import { Studio } from './studio.tsx';

const session = new Session();
session.start();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element "root"');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={rememberedScheme}
      defaultColorScheme="auto"
    >
      <Notifications position="bottom-right" autoClose={6000} containerWidth={360} className="toasts" />
      <ErrorBoundary>
        <SessionContext value={session}>
          <Studio />
        </SessionContext>
      </ErrorBoundary>
    </MantineProvider>
  </StrictMode>,
);
