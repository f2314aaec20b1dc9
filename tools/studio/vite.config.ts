import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Rolldown } from 'vite';
import { precompression } from '../precompression.ts';
import { compiledMessages } from './compiled-messages.ts';
import { typedDocuments } from './typed-documents.ts';

const checkout = path.join(import.meta.dirname, '../..');

/** Modules of both pages: that of the studio and that for guests. */
const SHARED =
  /studio\/(?:api\/request-route|language\/formats)\.ts$|node_modules\/react(?:-dom)?\/|@fontsource-variable|vite\/(?:modulepreload-polyfill|preload-helper)/;

/** Chunks with all that their modules import. A module belongs to the one with the highest priority. */
const CHUNKS: Rolldown.CodeSplittingGroup[] = [
  { name: 'base', test: SHARED, priority: 3 },
  // All styles of the studio are one file, because no part of it may come without its styles.
  { name: 'style', test: /(?:studio\/(?!guest\/)|@mantine).*\.css$/, priority: 2 },
  // One file is 35 kB smaller than its 80 parts which other chunks need, too.
  { name: 'first', tags: ['$initial'], test: /^(?!.*studio\/(?:guest\/|share\.html))/, priority: 1 },
  // Small modules that at least three chunks import. A tab needs some 15 of them, and one file costs less than 15 requests.
  { name: 'shared', test: /^(?!.*studio\/guest\/)/, minShareCount: 3, maxModuleSize: 8_000, priority: 0 },
];

/** The page: from src/studio to dist/studio. What lies in assets/ is named by its content. */
export default defineConfig({
  root: path.join(checkout, 'src/studio'),
  resolve: { alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' } },
  plugins: [compiledMessages(), typedDocuments(), react(), precompression],
  build: {
    rollupOptions: {
      input: ['index.html', 'share.html'].map((file) => path.join(checkout, 'src/studio', file)),
      output: { codeSplitting: { groups: CHUNKS } },
    },
    outDir: path.join(checkout, 'dist/studio'),
    emptyOutDir: true,
    target: 'baseline-widely-available',
    assetsInlineLimit: 0, // a font or a picture in a data: URL would need a looser content security policy
    chunkSizeWarningLimit: 1200,
  },
});
