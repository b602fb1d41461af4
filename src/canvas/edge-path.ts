/** How far an edge runs straight before it turns, in canvas units. */
const straight = 14;

/** The line of an edge from left to right: a short straight piece at both ends, so that its arrowhead lies flat, and a calm curve between them. */
export function sidewaysPath(fromX: number, fromY: number, toX: number, toY: number): string {
  const startX = fromX + straight;
  const endX = toX - straight;
  // Where there is little room (or the way leads back) the curve needs some all the same.
  const bend = Math.max(Math.abs(endX - startX) * 0.5, 24);
  return `M${fromX},${fromY} H${startX} C${startX + bend},${fromY} ${endX - bend},${toY} ${endX},${toY} H${toX}`;
}

/** The line from a rule down to the next; to a rule of another column it turns. */
export function downwardPath(fromX: number, fromY: number, toX: number, toY: number): string {
  if (fromX === toX) return `M${fromX},${fromY} V${toY}`;
  const middle = (fromY + toY) / 2;
  return `M${fromX},${fromY} C${fromX},${middle} ${toX},${middle} ${toX},${toY}`;
}

/** Width of a destination's edge by its share: never so thin that it vanishes. */
export function edgeWidth(percent: number | null): number {
  if (percent === null) return 1.5;
  return percent === 0 ? 1 : 1.5 + (percent / 100) * 4;
}
