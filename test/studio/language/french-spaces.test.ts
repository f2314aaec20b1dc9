import { expect, test } from '@jest/globals';
import { messages } from '../../../src/studio/language/messages/fr/french.ts';

/** A sign without its space, or with one at which a line may break. "4:5" is a ratio. */
const WRONG = /(?<!\u202f)[;!?]|(?<!\u00a0):(?!\d)|«(?!\u00a0)|(?<!\u00a0)»/;

test('French has a narrow no-break space before ; ! ? and a no-break space before : and within « »', () => {
  const faults = Object.entries(messages).flatMap(([folder, texts]) =>
    Object.entries(texts)
      .filter(([, text]) => WRONG.test(text))
      .map(([key, text]) => `${folder}.${key}: ${text}`),
  );
  expect(faults).toEqual([]);
});
