import { shortHost } from '../routetest/verdict-words.ts';

/** One side of a difference as people read it: destinations by name and share, texts as they are, nothing as such. */
export function differenceWords(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return value === '' ? '(empty)' : value;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(itemWords).join(', ');
  return JSON.stringify(value);
}

type Named = { host: string; port: number; subset: string; weight: number; percent: number };

function itemWords(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const { host, port, subset, weight, percent } = item as Partial<Named>;
  if (host === undefined) return JSON.stringify(item);
  const share = weight ?? percent;
  return [
    port === undefined ? shortHost(host) : `${shortHost(host)}:${port}`,
    ...(subset === undefined ? [] : [subset]),
    ...(share === undefined ? [] : [`${share} %`]),
  ].join(' ');
}
