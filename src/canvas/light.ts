/** How a card or an edge stands out at the moment. */
export type Light = {
  /** On the way of the request. */
  readonly route: boolean;
  /** Connected with what is selected, and on which side of it. */
  readonly side: 'upstream' | 'downstream' | 'self' | null;
  /** Apart from what is selected. */
  readonly dim: boolean;
};

/** Whether two lights are the same. */
export function isSameLight(a: Light, b: Light): boolean {
  return a.route === b.route && a.side === b.side && a.dim === b.dim;
}
