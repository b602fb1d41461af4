/** A line that opens a document. The marker may carry content (`--- {a: 1}`) or a comment. */
const marker = /^---(?=[ \t\r\n]|$)/gm;
const directive = /^%[A-Z]/m;
const onlyCommentsAndDirectives = /^(?:[ \t]*(?:#.*|%.*)?(?:\r?\n|$))*$/;

/**
 * Cuts a text before each `---` line; joined, the pieces are the text. Directives (`%YAML`) stay with the document they introduce. No scalar can hold
 * such a line at its start, so no look inside is needed. An empty text is no document.
 */
export function splitDocuments(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const { index } of text.matchAll(marker)) {
    const piece = text.slice(start, index);
    if (piece === '' || (directive.test(piece) && onlyCommentsAndDirectives.test(piece))) continue;
    pieces.push(piece);
    start = index;
  }
  if (start < text.length) pieces.push(text.slice(start));
  return pieces;
}
