import { asciiLowerCase } from './ascii-case.ts';

/** Header lines by lower-case name, each name's lines in order. Pseudo headers (`:path` and the like) are names like any other. */
export type HeaderMap = ReadonlyMap<string, readonly string[]>;

/** Collects header lines as written. */
export function headerMap(lines: Iterable<readonly [name: string, value: string]>): Map<string, readonly string[]> {
  const map = new Map<string, readonly string[]>();
  for (const [name, value] of lines) appendHeader(map, name, value);
  return map;
}

/** Adds a further line. */
export function appendHeader(map: Map<string, readonly string[]>, name: string, value: string): void {
  const key = asciiLowerCase(name);
  const lines = map.get(key);
  map.set(key, lines ? [...lines, value] : [value]);
}

/** The first line of a header, or null where there is none: Envoy's inline headers and formatters read just that. */
export function firstLine(map: HeaderMap, name: string): string | null {
  return map.get(name)?.[0] ?? null;
}

/** Lines of one name joined by a comma, as the cases and the screen show them. Pseudo headers and `hidden` names are left out. */
export function joinedHeaders(map: HeaderMap, hidden: (name: string) => boolean): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, lines] of map) if (!name.startsWith(':') && !hidden(name)) joined[name] = lines.join(',');
  return joined;
}
