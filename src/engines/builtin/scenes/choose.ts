import { pick, type Seed } from '../pixels/random.ts';
import { namedColours } from '../words/colours.ts';
import { matches, vocabulary } from '../words/words.ts';
import { beach } from './beach.ts';
import { city } from './city.ts';
import { concrete } from './concrete.ts';
import { desert } from './desert.ts';
import { fabric } from './fabric.ts';
import { forest } from './forest.ts';
import { interior } from './interior.ts';
import { marble } from './marble.ts';
import { meadow } from './meadow.ts';
import { mountain } from './mountain.ts';
import { neon } from './neon.ts';
import { plain } from './plain.ts';
import type { Hour, Scene } from './scene.ts';
import { skyHigh } from './sky-high.ts';
import { space } from './space.ts';
import { PODIUM_WORDS, studio } from './studio.ts';
import { water } from './water.ts';
import { wood } from './wood.ts';

/** If the same number of words select two scenes, the earlier one wins. */
const SCENES: readonly Scene[] = [
  beach,
  desert,
  mountain,
  city,
  space,
  neon,
  wood,
  marble,
  concrete,
  fabric,
  interior,
  forest,
  meadow,
  water,
  skyHigh,
  studio,
  plain,
];

/** The scenes to choose from at random if the text selects none. They suit most products. */
const FALLBACKS = [studio, studio, marble, interior, concrete, fabric] as const;

const HOURS: readonly (readonly [Hour, ReadonlySet<string>])[] = [
  ['golden', vocabulary('sunset sunrise golden dawn')],
  ['dusk', vocabulary('dusk twilight evening')],
  ['night', vocabulary('night midnight nighttime nocturnal moonlight moonlit')],
  ['day', vocabulary('day daylight noon morning midday sunny')],
];

/**
 * Selects a scene by the first of the lists that contains a word for one. If the first list names colours and no place, the
 * scene is the studio in that colour, or plain white for white alone. If no list names anything, the scene is random.
 */
export function chooseScene(lists: readonly (readonly string[])[], seed: Seed): Scene {
  for (const [index, words] of lists.entries()) {
    const best = SCENES.map((scene) => ({ scene, score: matches(words, scene.words) })).reduce((one, other) =>
      other.score > one.score ? other : one,
    );
    if (best.score > 0) return best.scene;
    const colours = index === 0 ? namedColours(words) : [];
    if (colours.length > 0) return colours.every(({ at }) => words[at] === 'white') ? plain : studio;
  }
  return pick(seed.stream('scene'), FALLBACKS);
}

/** Whether a word names a scene, an hour or an object of a scene. */
export function isSceneWord(word: string): boolean {
  return (
    SCENES.some(({ words }) => words.has(word)) || HOURS.some(([, names]) => names.has(word)) || PODIUM_WORDS.has(word)
  );
}

/** The hour that the text names. */
export function hourOf(words: readonly string[], otherwise: Hour): Hour {
  return HOURS.find(([, names]) => words.some((word) => names.has(word)))?.[0] ?? otherwise;
}
