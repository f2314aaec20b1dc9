import path from 'node:path';
import { constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';
import { typedDocuments } from './typed-documents.ts';

const checkout = path.join(import.meta.dirname, '../..');

/** A .br and a .gz beside every text file of the build, so that the server never compresses while somebody waits. */
const precompression = compression({
  include: /\.(css|html|js|svg)$/,
  algorithms: [
    defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
    defineAlgorithm('gzip', { level: 9 }),
  ],
  skipIfLargerOrEqual: false,
  logLevel: 'silent',
});

/** The page: from src/studio to dist/studio. What lies in assets/ is named by its content. */
export default defineConfig({
  root: path.join(checkout, 'src/studio'),
  plugins: [typedDocuments(), react(), precompression],
  build: {
    outDir: path.join(checkout, 'dist/studio'),
    emptyOutDir: true,
    target: 'baseline-widely-available',
    assetsInlineLimit: 0, // a font or a picture in a data: URL would need a looser content security policy
    chunkSizeWarningLimit: 1200,
    cssCodeSplit: false, // 7 kB more at first, and no part of the page can come without its styles
  },
});
