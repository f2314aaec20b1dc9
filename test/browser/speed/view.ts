/** A measured view of the page. */
export interface View {
  readonly name: string;
  readonly url: string;
  /** The number of elements for each selector at which the view counts as open. */
  readonly shows: readonly { readonly selector: string; readonly count: number }[];
  /** An expression for the element that scrolls. */
  readonly scroller: string;
}
