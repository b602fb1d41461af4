/** Two YAML texts as one stream: a `---` line between them where neither brings one. */
export function joinDocuments(first: string, second: string): string {
  if (first.trim() === '') return second;
  return first + separatorBetween(first, second) + second;
}

/** What must stand between two texts so that the second begins a document of its own; in the first one's line ends. */
export function separatorBetween(first: string, second: string): string {
  const lineEnd = /\r\n/.test(first) ? '\r\n' : '\n';
  const ended = first === '' || first.endsWith('\n') ? '' : lineEnd;
  const opened = /^(?:#.*\r?\n|[ \t]*\r?\n)*---(?:\s|$)/.test(second) || /(?:^|\n)---[ \t]*\r?\n?$/.test(first);
  return opened ? ended : `${ended}---${lineEnd}`;
}
