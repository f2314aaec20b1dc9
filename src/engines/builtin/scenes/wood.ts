import { floor, max, min, sin } from '../pixels/arithmetic.ts';
import { darker, lighter, mix, type Rgb, rgb } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { vocabulary } from '../words/words.ts';
import { bokeh } from './bokeh.ts';
import { groundShade } from './ground.ts';
import { type Drawing, horizonOf, type Scene, type Stage, type Texture } from './scene.ts';
import { ellipse, linear, radial, rect } from './shapes.ts';
import { css } from '../pixels/colour.ts';

/** A plank table in a warm room that is out of focus. */
export const wood: Scene = {
  words: vocabulary(
    'wooden wood table tabletop oak walnut pine plank timber rustic desk cafe coffee kitchen bar cabin barn restaurant',
  ),
  mirrors: 0.08,
  shades: 0.8,
  layers(stage) {
    const horizonY = horizonOf(stage, 0.2);
    const timber = stage.colours[0] ?? rgb('#9c6a3e');
    const room = stage.colours[1] ?? mix(rgb('#6b5644'), timber, 0.3);
    return [behind(stage, room, horizonY), lamps(stage, horizonY), planks(stage, timber, horizonY)];
  },
};

function behind(stage: Stage, room: Rgb, horizonY: number): Drawing {
  const fall = [
    { at: 0, colour: darker(room, 0.45) },
    { at: 1, colour: darker(room, 0.12) },
  ];
  const glow = [
    { at: 0, colour: lighter(mix(room, rgb('#ffd9a0'), 0.6), 0.35), opacity: 0.95 },
    { at: 1, colour: room, opacity: 0 },
  ];
  const isLeft = stage.light === 'left';
  const { width: w, height: h } = stage;
  const windows = [0, 1, 2].map((pane) =>
    rect(
      w * (isLeft ? 0.04 : 0.66) + pane * w * 0.105,
      h * 0.04,
      w * 0.085,
      horizonY * 0.62,
      css(lighter(rgb('#f3dfb9'), 0.25), 0.85),
    ),
  );
  const shelf = [0, 1, 2, 3, 4].map((jar) =>
    rect(
      w * (isLeft ? 0.58 : 0.06) + jar * w * 0.075,
      horizonY * (0.36 + 0.05 * (jar % 3)),
      w * 0.05,
      horizonY * 0.22,
      css(jar % 2 === 0 ? darker(room, 0.3) : lighter(room, 0.25), 0.8),
    ),
  );
  return {
    kind: 'drawing',
    shapes: `<defs>${linear('fall', fall)}${radial('glow', glow)}</defs>${rect(-40, -40, w + 80, h + 80, 'url(#fall)')}
      ${windows.join('')}${shelf.join('')}
      ${ellipse(w * (isLeft ? 0.2 : 0.8), horizonY * 0.4, w * 0.42, horizonY * 0.7, 'url(#glow)')}`,
    blurPx: max(w, h) * 0.02,
  };
}

function lamps(stage: Stage, horizonY: number): Drawing {
  const area = { left: 0, top: 0, right: stage.width, bottom: horizonY * 0.75 };
  const radius = max(stage.width, stage.height) * 0.03;
  const colours = [rgb('#ffcf87'), rgb('#ffe3b5'), rgb('#f7a85c')];
  const shapes = bokeh(stage.random('lamps'), area, { count: 22, radius: radius * 1.25, colours, opacity: 0.45 });
  return { kind: 'drawing', shapes, blurPx: 1.6, blend: 'screen' };
}

function planks(stage: Stage, timber: Rgb, horizonY: number): Texture {
  const noise = createNoise(stage.random('grain'));
  const dark = darker(timber, 0.5);
  const light = lighter(mix(timber, rgb('#e2b27a'), 0.35), 0.22);
  return {
    kind: 'texture',
    shade: groundShade(stage, horizonY, ({ across, away, nearness }) => {
      const plank = floor(across * 3.4 + 100.5);
      const inPlank = across * 3.4 + 100.5 - plank;
      const own = noise(plank * 7.31, 0.5);
      const bend = 0.12 * fractal(noise, inPlank * 1.4 + plank * 5.1, away * 1.1, 2);
      const ring = sin((inPlank + bend * 2.4) * 26 + own * 9 + 3 * noise(plank * 3.3, away * 0.9));
      const fibre = noise(across * 150, away * 7 + plank) * smoothstep(0.05, 0.5, nearness);
      const tone = mix(mix(timber, light, 0.5 + 0.45 * own), dark, 0.16 + 0.1 * ring + 0.15 * fibre);
      // Gaps keep their width on the canvas, and fade before they become dots.
      const gap = smoothstep(0.005 * away, 0.014 * away, min(inPlank, 1 - inPlank));
      const depth = 0.75 * smoothstep(0.02, 0.3, nearness);
      const shine = 0.3 * (1 - smoothstep(0, 0.4, nearness));
      return mix(darker(tone, depth * (1 - gap)), light, shine);
    }),
  };
}
