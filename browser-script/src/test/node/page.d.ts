/** The page around the snippets, of which the compiler knows nothing: its elements have the fields that the snippets say they have. */
interface Document {
  querySelector(selectors: string): HTMLElement & { [field: string]: any };
}
