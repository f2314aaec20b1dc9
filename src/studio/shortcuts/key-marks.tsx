import { strokeWords } from './shortcut-words.ts';
import type { KeyStroke } from './shortcut-table.ts';
import classes from './key-marks.module.css';

/** Key names, drawn like keys of a keyboard. */
export function KeyMarks({ strokes }: { readonly strokes: readonly KeyStroke[] }) {
  return (
    <span className={classes.marks}>
      {strokes.map((stroke) => (
        <span key={stroke.key} className={classes.stroke}>
          {strokeWords(stroke).map((word) => (
            <kbd key={word} className={classes.key} dir={word.length === 1 ? 'ltr' : undefined}>
              {word}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
