import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompression } from '../precompression.ts';
import { compiledMessages } from './compiled-messages.ts';
import { typedDocuments } from './typed-documents.ts';

const checkout = path.join(import.meta.dirname, '../..');

/** The page: from src/studio to dist/studio. What lies in assets/ is named by its content. */
export default defineConfig({
  root: path.join(checkout, 'src/studio'),
  resolve: { alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' } },
  plugins: [compiledMessages(), typedDocuments(), react(), precompression],
  build: {
    rollupOptions: { input: ['index.html', 'share.html'].map((file) => path.join(checkout, 'src/studio', file)) },
    outDir: path.join(checkout, 'dist/studio'),
    emptyOutDir: true,
    target: 'baseline-widely-available',
    assetsInlineLimit: 0, // a font or a picture in a data: URL would need a looser content security policy
    chunkSizeWarningLimit: 1200,
    cssCodeSplit: false, // 7 kB more at first, and no part of the page can come without its styles
  },
});
