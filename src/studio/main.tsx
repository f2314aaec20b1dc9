import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource-variable/inter/wght.css';
import './look/page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from './language/language.ts';
import { Page } from './page.tsx';
import { Session } from './session/session.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element "root"');
await startLanguage(); // before the session, whose notification about the sign-in is not translated again later
const session = new Session();
session.start();
createRoot(root).render(
  <StrictMode>
    <Page session={session} />
  </StrictMode>,
);
