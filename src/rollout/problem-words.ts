import type { ReadProblem } from '../istio/field.ts';

/** A problem of a plan with the step that it is in, counted from 1. */
export function problemWords({ message, source: { path } }: ReadProblem): string {
  const steps = path.indexOf('steps');
  const index = steps < 0 ? undefined : path[steps + 1];
  return typeof index === 'number' ? `Step ${index + 1}: ${message}` : message;
}
