import sharp from 'sharp';
import { darker, lighter, mix, type Rgb, rgb } from '../pixels/colour.ts';
import { pick, type Seed } from '../pixels/random.ts';
import { type Raster, toRaster } from '../pixels/raster.ts';
import { px } from '../scenes/shapes.ts';
import { figure, figurePaint, WORN_AT } from '../subjects/figure.ts';
import { type NamedSubject, namedSubjects, namesFigure } from '../subjects/choose.ts';
import { chain, earrings, glasses, necklace } from '../subjects/jewellery.ts';
import { dress, hat, shirt } from '../subjects/clothing.ts';
import { stillLife } from '../subjects/goods.ts';
import type { Paint, Subject } from '../subjects/subject.ts';
import { belongingOf } from '../words/belonging.ts';
import { COUNT_MAX } from '../words/counts.ts';

/** A subject drawn from words, in vectors. */
export interface Actor {
  /** Shapes in a box 1000 units high. */
  readonly shapes: string;
  readonly width: number;
  /** The height relative to other subjects; a bottle is 1. */
  readonly size: number;
}

export interface Cast {
  readonly figure: Actor | null;
  /** Subjects of at most two kinds, the main one first, each in the requested number. */
  readonly things: readonly Actor[];
  /** The words of the request whose subjects are missing. */
  readonly missing: readonly string[];
  /** The named colours that belong to none of the subjects. */
  readonly sceneColours: readonly Rgb[];
}

/** More kinds would cover each other. */
const KINDS_MAX = 2;

const ACCENTS = ['#4f7fae', '#c9805c', '#6f8f72', '#b58a3f', '#8a6a9e', '#c2586a'] as const;
/** Subjects that a figure wears if the text names both. */
const WORN: ReadonlySet<Subject> = new Set([glasses, hat, necklace, earrings, dress, shirt]);

/** The subjects that the text names; a still life if it names none and there is no product photo. */
export function castOf(words: readonly string[], hasPhoto: boolean, styling: readonly Rgb[], seed: Seed): Cast {
  const named = namedSubjects(words);
  const places = named.map((thing) => thing.places);
  const { ofThings, ofScene } = belongingOf(words, places);
  const accent = styling[0] ?? rgb(pick(seed.stream('accent'), ACCENTS));
  const paintOf = (thing: NamedSubject): Paint => {
    const { subject } = thing;
    const [base, second] = ofThings[named.indexOf(thing)] ?? [];
    return { base: base ?? rgb(subject.colour), accent: second ?? accent };
  };
  const isFigure = namesFigure(words);
  const worn = isFigure && !hasPhoto ? named.filter(({ subject }) => WORN.has(subject)) : [];
  const asked = hasPhoto ? [] : named.filter((thing) => !worn.includes(thing));
  const stood = asked.slice(0, KINDS_MAX);
  const every = stood.flatMap((thing) => {
    const actor = { ...thing.subject, shapes: thing.subject.draw(paintOf(thing)) };
    return Array.from({ length: thing.count }, () => actor);
  });
  const things = every.slice(0, COUNT_MAX);
  const crowd = every.length > things.length ? [`more than ${COUNT_MAX} things`] : [];
  const missing = [...asked.slice(KINDS_MAX).map(({ places: [place = 0] }) => words[place] ?? ''), ...crowd];
  const dressed = named.findIndex(({ subject }) => subject === dress || subject === shirt);
  const clothes = ofThings[dressed]?.[0] ?? styling[0] ?? mix(darker(accent, 0.2), rgb('#8a8580'), 0.35);
  const paint = figurePaint(new Set(words), clothes, seed.stream('figure'));
  const bust = {
    shapes: figure(paint, worn.map((thing) => wornShapes(thing.subject, paintOf(thing))).join('')),
    width: 1000,
    size: 1,
  };
  const isEmpty = !hasPhoto && !isFigure && things.length === 0;
  return {
    figure: isFigure ? bust : null,
    things: isEmpty ? [still(ofScene, accent)] : things,
    missing,
    sceneColours: isEmpty ? ofScene.slice(1) : ofScene,
  };
}

/** Colours that belong to no other subject go to the still life: "something blue" is blue. */
function still(colours: readonly Rgb[], accent: Rgb): Actor {
  const base = colours[0] ?? rgb(stillLife.colour);
  return {
    ...stillLife,
    shapes: stillLife.draw({ base, accent: colours[0] === undefined ? accent : lighter(base, 0.3) }),
  };
}

function wornShapes(subject: Subject, paint: Paint): string {
  if (subject === dress || subject === shirt) return '';
  const { eyesY, eyesWidth, crownY, hatWidth, neckY, earX, earY } = WORN_AT;
  if (subject === necklace) return `<g transform="translate(500 ${neckY}) scale(0.62)">${chain(paint, 150, 260)}</g>`;
  if (subject === earrings) {
    return [-earX, earX]
      .map((x) => `<g transform="translate(${500 + x} ${earY}) scale(0.24)">${chain(paint, 1, 10)}</g>`)
      .join('');
  }
  const width = subject === glasses ? eyesWidth : hatWidth;
  const scale = width / subject.width;
  const top = subject === glasses ? eyesY - 500 * scale : crownY - 780 * scale;
  return `<g transform="translate(${px(500 - width / 2)} ${px(top)}) scale(${scale.toFixed(4)})">${subject.draw(paint)}</g>`;
}

/** Renders an actor, mirrored if the light comes from the right. */
export async function drawActor(actor: Actor, height: number, light: 'left' | 'right'): Promise<Raster> {
  const width = Math.max(1, Math.round((height * actor.width) / 1000));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.max(1, Math.round(height))}" viewBox="0 0 ${actor.width} 1000">${actor.shapes}</svg>`;
  const drawing = sharp(Buffer.from(svg));
  return toRaster(light === 'left' ? drawing : drawing.flop());
}
