/** Labels as one writes them in a field: `app=reviews, version=v2`. null where a part is no label. */
export function parseLabels(text: string): Readonly<Record<string, string>> | null {
  const parts = text.split(/[\s,]+/).filter(Boolean);
  const labels: Record<string, string> = {};
  for (const part of parts) {
    const [key, value, ...rest] = part.split(/[=:]/);
    if (!key || value === undefined || rest.length > 0) return null;
    labels[key] = value;
  }
  return labels;
}
