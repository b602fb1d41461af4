/**
 * Labels as people write them in a field or on a command line: `app=reviews,version=v2`, with commas or spaces between them; `app: reviews` is
 * understood as well. Null where a part is no label. No text is no labels.
 */
export function parseLabels(text: string): Record<string, string> | null {
  const parts = text
    .replaceAll(/\s*[=:]\s*/g, '=')
    .split(/[\s,]+/)
    .filter((part) => part !== '');
  const labels: [string, string][] = [];
  for (const part of parts) {
    const [key, value, ...rest] = part.split('=');
    if (!key || value === undefined || rest.length > 0) return null;
    labels.push([key, value]);
  }
  return Object.fromEntries(labels);
}
