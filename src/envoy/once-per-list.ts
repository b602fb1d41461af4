/** What is computed of a list, kept with it: lists outlive the configurations that hold them, a new route does not make new clusters. */
export function oncePerList<List extends object, Result>(compute: (list: List) => Result): (list: List) => Result {
  const known = new WeakMap<List, Result>();
  return (list) => {
    let result = known.get(list);
    if (result === undefined) known.set(list, (result = compute(list)));
    return result;
  };
}
