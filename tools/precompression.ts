import { constants } from 'node:zlib';
import type { PluginOption } from 'vite';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';

/** A .br and a .gz beside every text file of a build, so that the server never compresses while somebody waits. */
export const precompression: PluginOption = compression({
  include: /\.(css|html|js|svg)$/,
  algorithms: [
    defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
    defineAlgorithm('gzip', { level: 9 }),
  ],
  skipIfLargerOrEqual: false,
  logLevel: 'silent',
});
