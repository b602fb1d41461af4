import type { RequestHead } from './request-head.ts';
import type { ConditionVerdict } from './trace.ts';

/** One condition of a route, made ready. All conditions of a route must hold. */
export type RouteCondition = Pick<ConditionVerdict, 'kind' | 'name' | 'expected'> & {
  readonly actual: (head: RequestHead) => string | null;
  readonly matches: (head: RequestHead) => boolean;
};

/** Asks a condition of a request and tells what came out. */
export function explainCondition(condition: RouteCondition, head: RequestHead): ConditionVerdict {
  const { kind, name, expected } = condition;
  return { kind, name, expected, actual: condition.actual(head), matched: condition.matches(head) };
}
