import type { Difference } from '../routetest/difference.ts';
import type { TestRequest } from '../istio/test-request.ts';

/** `GET http://reviews:9080/`. */
export function requestText({ method, url }: TestRequest): string {
  return `${method} ${url}`;
}

/** `route: expected "a", is "b"`. */
export function differenceText({ field, expected, actual }: Difference): string {
  return `${field}: expected ${valueText(expected)}, is ${valueText(actual)}`;
}

function valueText(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : JSON.stringify(value);
}
