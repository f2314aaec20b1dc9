/** A view of the page that is measured. */
export interface View {
  readonly name: string;
  readonly url: string;
  /** The view is open when so many elements match each selector. */
  readonly shows: readonly { readonly selector: string; readonly count: number }[];
  /** An expression for the element that scrolls. */
  readonly scroller: string;
}
