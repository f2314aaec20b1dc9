/** The variables of balanceChanged. graphql-ws writes them anew at each connection, and so says what was seen last. */
export class ResumableVariables {
  readonly variables: { readonly projectId: string; readonly afterSequence: number | undefined };
  #seen: number | undefined;

  constructor(projectId: string) {
    const seen = () => this.#seen;
    this.variables = {
      projectId,
      get afterSequence() {
        return seen();
      },
    };
  }

  /** To be called with the sequence of every message. */
  saw(sequence: number): void {
    this.#seen = sequence;
  }
}
