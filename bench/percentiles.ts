/**
 * How long a run keeps the processor, in milliseconds. Time that other programs take does not count; the little that the collector and the compiler
 * do beside the main thread does.
 */
function processorTime(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Runs `frame` many times and says how long one kept the main thread, in milliseconds: the middle, and the one that 95 of 100 stay under. */
export function framesOf(count: number, frame: (index: number) => void): { p50: number; p95: number } {
  for (let warm = 0; warm < 60; warm++) frame(warm);
  const times = Array.from({ length: count }, (_, index) => {
    const start = performance.now();
    frame(index);
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
  return { p50: times[Math.floor(count * 0.5)] ?? 0, p95: times[Math.floor(count * 0.95)] ?? 0 };
}

/** How long the fastest of some runs kept the processor, in milliseconds. */
export function fastestOf(runs: number, run: () => void): number {
  return Math.min(...Array.from({ length: runs }, () => processorTime(run)));
}
