/** One field of an expectation that was not met. `field` is its path inside `expect`. */
export type Difference = { readonly field: string; readonly expected: unknown; readonly actual: unknown };

/** Whether a list of headers names those that must be there, or all there are. */
export type HeaderComparison = 'listed' | 'complete';
