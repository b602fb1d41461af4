import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

type Locks = {
  readonly locked: (rule: string) => ReadonlySet<number>;
  readonly toggle: (rule: string, row: number) => void;
};

const none: ReadonlySet<number> = new Set();
const LocksContext = createContext<Locks>({ locked: () => none, toggle: () => undefined });

/** Keeps which destinations of which rules are locked: how a person drags, not what the text says. */
export function WeightLocksProvider({ children }: { children: ReactNode }) {
  const [byRule, setByRule] = useState<ReadonlyMap<string, ReadonlySet<number>>>(new Map());
  const locked = useCallback((rule: string) => byRule.get(rule) ?? none, [byRule]);
  const toggle = useCallback((rule: string, row: number) => {
    setByRule((before) => {
      const rows = new Set(before.get(rule));
      if (!rows.delete(row)) rows.add(row);
      return new Map(before).set(rule, rows);
    });
  }, []);
  const locks = useMemo(() => ({ locked, toggle }), [locked, toggle]);
  return <LocksContext value={locks}>{children}</LocksContext>;
}

/** Which destinations are locked, and the way to change that. */
export function useWeightLocks(): Locks {
  return useContext(LocksContext);
}
