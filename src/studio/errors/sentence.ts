/** What a person is told when something did not happen: first what became of the credits, then the way out. */
export interface Sentence {
  readonly title: string;
  readonly detail: string;
}
