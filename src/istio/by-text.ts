/** Order of texts by their code units, as Go compares strings. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
