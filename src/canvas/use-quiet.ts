import { useEffect, useState } from 'react';

/** How long nothing may have changed, in milliseconds. */
const quietTime = 300;

/** The value as it was when it last stood still. */
export function useQuiet<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), quietTime);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
