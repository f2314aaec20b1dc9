import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';

/** A message without arguments is a string. The build parses all others, so that the browser needs no parser. */
export type Message = string | MessageFormatElement[];

/** Messages by folder of the page and by key. */
export type Catalog = Readonly<Record<string, Readonly<Record<string, Message>>>>;
