import '@fontsource-variable/inter/wght.css';
import './guest.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '../language/language.ts';
import { SharedLink } from './shared-link.ts';
import { GuestPage } from './guest-page.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('share.html has no element "root"');
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <GuestPage link={new SharedLink(window.location.hash.slice(1))} />
  </StrictMode>,
);
