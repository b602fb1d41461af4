/** A value computed when it is first asked for, and then kept. */
export function lazy<Value>(compute: () => Value): () => Value {
  let kept: { readonly value: Value } | null = null;
  return () => (kept ??= { value: compute() }).value;
}
