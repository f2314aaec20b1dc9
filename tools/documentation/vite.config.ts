import path from 'node:path';
import { defineConfig } from 'vite';
import { precompression } from '../precompression.ts';

const checkout = path.join(import.meta.dirname, '../..');

/** Builds the assets of the documentation: from src/documentation/browser and docs/images to dist/documentation-assets, without hashes in their names. */
export default defineConfig({
  root: path.join(checkout, 'src/documentation/browser'),
  base: './',
  publicDir: path.join(checkout, 'docs/images'),
  plugins: [precompression],
  build: {
    outDir: path.join(checkout, 'dist/documentation-assets'),
    emptyOutDir: true,
    target: 'baseline-widely-available',
    assetsInlineLimit: 0, // the content security policy lets no font come in a data: URL
    modulePreload: false,
    rolldownOptions: {
      input: { docs: path.join(checkout, 'src/documentation/browser/docs.js') },
      output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]' },
    },
  },
});
