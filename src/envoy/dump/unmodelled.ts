import type { Json } from './json-fields.ts';

/** What the engine does not follow, by the part of the configuration that has it: a verdict that rests on the part says so. */
export type Unmodelled = {
  readonly of: ReadonlyMap<object, readonly string[]>;
  /** `what` in Envoy's words: a filter's name, or a field as `route.rateLimits`. */
  readonly add: (part: object, what: string) => void;
};

/** An empty list of what is not modelled. */
export function createUnmodelled(): Unmodelled {
  const of = new Map<object, string[]>();
  return {
    of,
    add(part, what) {
      const known = of.get(part);
      if (!known) of.set(part, [what]);
      else if (!known.includes(what)) known.push(what);
    },
  };
}

/**
 * Notes the fields that nobody reads. `read` are those that are followed, and those that change nothing of what is answered here (statistics, tracing, logs).
 */
export function noteUnread(
  unmodelled: Unmodelled,
  part: object,
  name: string,
  value: Json,
  read: ReadonlySet<string>,
): void {
  for (const field of Object.keys(value)) {
    if (field !== '@type' && !read.has(field) && value[field] !== null) unmodelled.add(part, `${name}.${field}`);
  }
}
