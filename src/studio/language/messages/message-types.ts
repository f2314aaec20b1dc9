import type { GetICUArgs } from '@schummar/icu-type-parser';
import type { ReactElement, ReactNode } from 'react';
import type { english } from './en/english.ts';

type English = typeof english;

/** "shell.signOut": the folder of the page, and the key in its file of messages. */
export type MessageKey = {
  [Folder in keyof English]: `${Folder}.${keyof English[Folder] & string}`;
}[keyof English];

type TextOf<Key extends MessageKey> = Key extends `${infer Folder extends keyof English}.${infer Name}`
  ? Name extends keyof English[Folder]
    ? English[Folder][Name]
    : never
  : never;

type Arguments<Text, Plain> = Text extends string
  ? GetICUArgs<Text, { ICUArgument: Plain; ICUNumberArgument: number; ICUDateArgument: Date }>
  : never;

/** "link" of "<link>more</link>" */
type TagsOf<Text> = Text extends `${string}<${infer Tag}>${infer Rest}`
  ? (Tag extends `/${string}` ? never : Tag) | TagsOf<Rest>
  : never;

type RichArguments<Text> = Arguments<Text, ReactNode> & {
  readonly [Tag in TagsOf<Text>]: ReactElement;
};

/** The arguments of `say` after the key: none for a message without arguments. */
export type Values<Key extends MessageKey> = keyof Arguments<TextOf<Key>, string> extends never
  ? []
  : [values: Arguments<TextOf<Key>, string>];

export type RichValues<Key extends MessageKey> = RichArguments<TextOf<Key>>;

/** Keys of messages without arguments, which tables of labels may contain. */
export type LabelKey = {
  [Key in MessageKey]: keyof Arguments<TextOf<Key>, string> extends never ? Key : never;
}[MessageKey];

/** A file of another language, with exactly the keys of the English file. */
export type Translated<EnglishFile> = { readonly [Name in keyof EnglishFile]: string };

/** All files of another language. */
export type Translation = { readonly [Folder in keyof English]: Translated<English[Folder]> };

type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;

/** The keys whose translation has other arguments or tags than the English message. */
export type WithOtherArguments<Language extends Translation> = {
  [Folder in keyof English]: {
    [Name in keyof English[Folder] & string]: Same<
      RichArguments<English[Folder][Name]>,
      RichArguments<Language[Folder][Name & keyof Language[Folder]]>
    > extends true
      ? never
      : `${Folder}.${Name}`;
  }[keyof English[Folder] & string];
}[keyof English];

export type NoneOf<Keys extends never> = Keys;
