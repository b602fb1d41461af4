/** One step of the way to a result: the results for all that begins with the same parts. Most are the last one, so maps are made when something is put there. */
type Level<Result> = {
  objects: WeakMap<object, Level<Result>> | null;
  scalars: Map<unknown, Level<Result>> | null;
  result: { readonly value: Result } | null;
};

/**
 * A function that computes once for the same parts and hands the result out again: objects are the same by identity, scalars by value. It works where
 * nothing that is handed on is ever changed and unchanged documents keep their objects. `compute` must read its parts and nothing else; a result lives
 * only as long as the objects among its parts do, so at least one of them must be an object.
 */
export function memoByParts<Parts extends object, Result>(
  kinds: Readonly<Record<keyof Parts, 'object' | 'scalar'>>,
  compute: (parts: Parts) => Result,
): (parts: Parts) => Result {
  const names = Object.keys(kinds) as (keyof Parts)[];
  const objects = names.filter((name) => kinds[name] === 'object');
  const scalars = names.filter((name) => kinds[name] === 'scalar');
  const root = newLevel<Result>();
  return (parts) => {
    let level = root;
    // Objects first: what hangs behind a scalar alone would never be forgotten.
    for (const name of objects) level = nextLevel((level.objects ??= new WeakMap()), parts[name] as object);
    for (const name of scalars) level = nextLevel((level.scalars ??= new Map()), parts[name]);
    return (level.result ??= { value: compute(parts) }).value;
  };
}

function newLevel<Result>(): Level<Result> {
  return { objects: null, scalars: null, result: null };
}

function nextLevel<Key, Result>(
  levels: { get: (key: Key) => Level<Result> | undefined; set: (key: Key, level: Level<Result>) => unknown },
  key: Key,
): Level<Result> {
  const known = levels.get(key);
  if (known) return known;
  const made = newLevel<Result>();
  levels.set(key, made);
  return made;
}
