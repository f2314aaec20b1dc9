import { isMark } from './languages.ts';
import { vocabulary } from './words.ts';

/** Words without a visible effect. */
const FILLER = vocabulary(
  `a an the this that these those some any each all both and or but with of in on at by for from to into onto over under before behind
   beside near next between above below around along inside outside through it its is are was be being been there here as so than then
   very much lot far way quite really rather slightly bit little touch tad somewhat too more less extra add make made making give given
   turn let have has having get want would should could like please just only also still same other another different new keep kept
   leave stay show shown showing put place placed take use look looking feel feeling style styled styling picture image photo
   photograph photography shot view scene closeup close up front top side left right middle center centre one single i me my we you your
   his her their our he she they who which what high quality 4k 8k hd detailed realistic photorealistic real professional beautiful
   nice good great lovely pretty perfect best amazing stunning fresh new modern everything thing overall whole entire bring go
   standing sitting lying holding wearing worn against across light lighting lit background backdrop surface setting ambience mood
   atmosphere draw paint create generate render de la un una su en con per al lo y e o tone tones color colour colored coloured hue effect composition`,
);

/** Whether a word requests nothing by itself. */
export function isFiller(word: string): boolean {
  return FILLER.has(word) || isMark(word) || /^\p{L}$/u.test(word);
}
