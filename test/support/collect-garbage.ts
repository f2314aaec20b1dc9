import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects all garbage at once, for measurements that a collection would disturb. */
export const collectGarbage = runInNewContext('gc') as () => void; // the function that the flag exposes
