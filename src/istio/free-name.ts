/** The wanted name, or the first with a number behind it that is not taken: `mirror`, `mirror-2`, `mirror-3`. */
export function freeName(wanted: string, isTaken: (name: string) => boolean, joint: '-' | ' ' = '-'): string {
  let name = wanted;
  for (let place = 2; isTaken(name); place++) name = `${wanted}${joint}${place}`;
  return name;
}
