import type { Visitor } from './visitor.ts';

/** The combinations of size and theme in which a walk is repeated. */
export const LOOKS = [
  { name: 'desktop-light', scheme: 'light' as const, isPhone: false },
  { name: 'desktop-dark', scheme: 'dark' as const, isPhone: false },
  { name: 'phone-light', scheme: 'light' as const, isPhone: true },
  { name: 'phone-dark', scheme: 'dark' as const, isPhone: true },
];

/** Takes a screenshot of each state of the page, and collects the violations that axe finds. */
export class Inspection {
  readonly found: object[] = [];
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  async look(visitor: Visitor, state: string): Promise<void> {
    await visitor.page.evaluate('document.fonts.ready');
    await visitor.shoot(`${this.#name}-${state}`);
    this.found.push(...(await visitor.barriers()).map((barrier) => ({ state, ...barrier })));
  }
}
