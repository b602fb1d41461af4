/**
 * How well a line fits what is looked for, from 0 (not at all) to 1: every word of it stands in the line or among the words that it is known by as well;
 * better where they begin words, best where the line begins so.
 */
export function wordScore(line: string, search: string, known: readonly string[] = []): number {
  const looked = search.toLowerCase().trim();
  const text = line.toLowerCase();
  const all = [text, ...known.map((word) => word.toLowerCase())].join(' ');
  const words = looked.split(/\s+/);
  if (!words.every((word) => all.includes(word))) return 0;
  if (text.startsWith(looked)) return 1;
  return words.every((word) => ` ${all}`.includes(` ${word}`)) ? 0.8 : 0.5;
}
