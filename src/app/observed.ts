import { useSyncExternalStore } from 'react';

/** A value that the screen follows. */
export type Observed<Value> = {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

/** Holds a value and tells who listens when it becomes another one. */
export function createObserved<Value>(first: Value): Observed<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value now; the component renders again when it becomes another one. */
export function useObserved<Value>({ get, subscribe }: Observed<Value>): Value {
  return useSyncExternalStore(subscribe, get);
}
