/** Text as the content or the attribute of an XML element; characters that XML cannot hold are left out. */
export function xmlText(text: string): string {
  return Array.from(text)
    .filter((character) => isXmlCharacter(character.codePointAt(0) ?? 0))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** https://www.w3.org/TR/xml/#charsets; halves of surrogate pairs are none. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

/** A text that fits into a width, with an ellipsis where something was cut off. `unit`: the width of a character, on the wide side. */
export function fitted(text: string, width: number, unit: number): string {
  const room = Math.max(1, Math.floor(width / unit));
  const characters = Array.from(text);
  return characters.length <= room ? text : `${characters.slice(0, room - 1).join('')}…`;
}

/** Words in lines of a width, at most `count` of them; the last one is cut where there are more. */
export function wrapped(text: string, width: number, unit: number, count: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && (last.length + word.length + 1) * unit <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, count);
  const rest = lines.slice(count - 1).join(' ');
  if (lines.length > count) kept[count - 1] = rest;
  return kept.map((line) => fitted(line, width, unit));
}
