declare module 'wink-porter2-stemmer' {
  /** Of a lower-case English word, by the second version of Porter's algorithm. */
  export default function stem(word: string): string;
}
