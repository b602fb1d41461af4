/** Runs `frame` many times and says how long one took, in milliseconds: the middle, and the one that 95 of 100 stay under. */
export function framesOf(count: number, frame: (index: number) => void): { p50: number; p95: number } {
  for (let warm = 0; warm < 30; warm++) frame(warm);
  const times = Array.from({ length: count }, (_, index) => {
    const start = performance.now();
    frame(index);
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
  return { p50: times[Math.floor(count * 0.5)] ?? 0, p95: times[Math.floor(count * 0.95)] ?? 0 };
}
