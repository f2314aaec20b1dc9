import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';

/** A message without arguments is its text. The build compiles every other one, so that no parser is sent to the browser. */
export type Message = string | MessageFormatElement[];

/** Messages by folder of the page and by key. */
export type Catalog = Readonly<Record<string, Readonly<Record<string, Message>>>>;
