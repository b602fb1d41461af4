import { isEveryPath } from '../istio/every-path.ts';
import { asObject } from './outcome.ts';

/** Fields of a match entry that ask nothing of a request. */
const unasking = new Set(['name', 'statPrefix', 'ignoreUriCase']);

/**
 * Whether no request gets past a rule as written: it asks nothing, or for a path that all paths fit (istio-semantics R3.2 to R3.4).
 * A rule that delegates lets through what the delegate does not match.
 */
export function isCatchAll(rule: unknown): boolean {
  const { match, delegate } = asObject(rule);
  if (delegate !== undefined && delegate !== null) return false;
  return !Array.isArray(match) || match.length === 0 || match.some(takesEverything);
}

function takesEverything(entry: unknown): boolean {
  return Object.entries(asObject(entry)).every(([field, value]) => {
    if (!asksSomething(field, value)) return true;
    return (
      field === 'uri' &&
      Object.entries(asObject(value)).every(([operator, text]) => isEveryPath(operator, String(text)))
    );
  });
}

/** Whether a field of a match entry is a condition: not a name, not empty. */
export function asksSomething(field: string, value: unknown): boolean {
  if (unasking.has(field) || value === null || value === undefined || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
