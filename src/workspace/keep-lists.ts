import type { IstioConfig } from '../istio/config.ts';

/**
 * The configuration with each list that has the same members as before handed on as the same list: whatever rests on lists that an edit does not
 * touch can then be told by identity. The previous configuration itself where nothing changed.
 */
export function keepLists(previous: IstioConfig, next: IstioConfig): IstioConfig {
  const names = Object.keys(next) as (keyof IstioConfig)[];
  const kept = names.filter((name) => isSame(previous[name], next[name]));
  if (kept.length === names.length) return previous;
  return { ...next, ...Object.fromEntries(kept.map((name) => [name, previous[name]])) };
}

/** Lists with the same members, or objects (the mesh's settings) with the same fields. */
function isSame(before: unknown, value: unknown): boolean {
  if (before === value) return true;
  if (Array.isArray(before) && Array.isArray(value)) {
    return before.length === value.length && before.every((item, index) => item === value[index]);
  }
  return JSON.stringify(before) === JSON.stringify(value);
}
