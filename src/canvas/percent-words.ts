/** A share in words, never rounding something to nothing: `0.4 %`, `33 %`, `<0.1 %`. */
export function percentWords(percent: number): string {
  if (percent > 0 && percent < 0.1) return '<0.1 %';
  const rounded = percent < 10 || percent > 99 ? Math.round(percent * 10) / 10 : Math.round(percent);
  return `${percent < 100 && rounded === 100 ? '>99.9' : rounded} %`;
}
