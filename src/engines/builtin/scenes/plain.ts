import { css, WHITE } from '../pixels/colour.ts';
import { vocabulary } from '../words/words.ts';
import type { Scene } from './scene.ts';
import { rect } from './shapes.ts';

/** One even colour and nothing else, as shops ask for: white unless another is named. */
export const plain: Scene = {
  words: vocabulary('plain solid flat isolated blank empty packshot catalogue catalog ecommerce transparent uniform'),
  mirrors: 0,
  shades: 0.55,
  layers: (stage) => [
    { kind: 'drawing', shapes: rect(0, 0, stage.width, stage.height, css(stage.colours[0] ?? WHITE)) },
  ],
};
