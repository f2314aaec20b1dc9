import { darker, lighter, mix, type Rgb, rgb, WHITE } from '../pixels/colour.ts';
import type { Hour, Stage } from './scene.ts';
import { ellipse, linear, radial, rect } from './shapes.ts';

interface SkyTones {
  readonly high: Rgb;
  readonly low: Rgb;
  readonly glow: Rgb;
}

const TONES: Readonly<Record<Hour, SkyTones>> = {
  day: { high: rgb('#4f9fdc'), low: rgb('#d8eef6'), glow: rgb('#fffbe8') },
  golden: { high: rgb('#7fa0c0'), low: rgb('#fbd08f'), glow: rgb('#fff0c0') },
  dusk: { high: rgb('#3c3f78'), low: rgb('#f0987c'), glow: rgb('#ffd2a8') },
  night: { high: rgb('#0a1330'), low: rgb('#2f4a78'), glow: rgb('#a8bfe8') },
};

/** The colours of the sky at this hour; the first colour that the text names overrides them. */
export function skyTones(stage: Stage): SkyTones {
  const tones = TONES[stage.hour];
  const named = stage.colours[0];
  if (named === undefined) return tones;
  const dim = stage.hour === 'night' ? 0.6 : stage.hour === 'dusk' ? 0.3 : 0;
  return {
    high: darker(named, 0.12 + 0.6 * dim),
    low: darker(lighter(named, 0.55 - 0.4 * dim), dim * 0.8),
    glow: lighter(stage.colours[1] ?? named, 0.8),
  };
}

/** The tint that the light of this hour gives to objects. */
export function litBy(hour: Hour, colour: Rgb): Rgb {
  if (hour === 'day') return colour;
  if (hour === 'golden') return mix(colour, rgb('#ffb765'), 0.22);
  if (hour === 'dusk') return mix(darker(colour, 0.22), rgb('#8a5a86'), 0.25);
  return mix(darker(colour, 0.62), rgb('#1a2c58'), 0.4);
}

/** A sky from the top of the canvas to `horizonY`, with the sun or moon low on the lit side. */
export function skyShapes(stage: Stage, horizonY: number): string {
  const { high, low, glow } = skyTones(stage);
  const x = stage.width * (stage.light === 'left' ? 0.22 : 0.78);
  const y = horizonY * (stage.hour === 'day' || stage.hour === 'night' ? 0.35 : 0.82);
  const radius = 0.55 * Math.max(stage.width, stage.height);
  const stops = [
    { at: 0, colour: high },
    { at: 0.65, colour: mix(high, low, 0.62) },
    { at: 1, colour: low },
  ];
  const halo = [
    { at: 0, colour: mix(glow, WHITE, 0.4), opacity: 0.95 },
    { at: 0.07, colour: glow, opacity: 0.75 },
    { at: 0.3, colour: glow, opacity: 0.28 },
    { at: 1, colour: glow, opacity: 0 },
  ];
  return `<defs>${linear('sky', stops)}${radial('halo', halo)}</defs>
    ${rect(0, 0, stage.width, horizonY + 2, 'url(#sky)')}
    ${rect(0, horizonY, stage.width, stage.height, `rgb(${low.map(Math.round).join(',')})`)}
    ${ellipse(x, y, radius, radius, 'url(#halo)')}`;
}
