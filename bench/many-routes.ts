import type { Route, RouteMatch } from '../src/envoy/config.ts';
import { headerMap } from '../src/envoy/header-map.ts';
import { requestHead, type RequestHead } from '../src/envoy/request-head.ts';

/** `count` rules as large gateways have them: 30 % exact paths, 50 % prefixes, 20 % regexes, a third of all with a further condition. */
export function manyRoutes(count: number): Route[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `rule-${index}`,
    match: { ...pathOf(index), ...conditionOf(index) },
    directResponse: { status: 200 },
  }));
}

/** One request for each of the rules, and one in ten for none. */
export function manyRequests(count: number): RequestHead[] {
  return Array.from({ length: count }, (_, index) => {
    const path = index % 10 === 9 ? `/nowhere/${index}` : requestPath(index);
    const query = `?page=${index % 5}&id=${index}`;
    return requestHead(
      headerMap([
        [':method', 'GET'],
        [':path', path + query],
        [':authority', 'shop.example.com'],
        ['x-team', `team-${index % 7}`],
      ]),
    );
  });
}

function pathOf(index: number): RouteMatch {
  const kind = index % 10;
  if (kind < 3) return { path: `/shop/${index % 97}/item-${index}` };
  if (kind < 8) return { prefix: `/api/${index % 89}/service-${index}/` };
  return { safeRegex: { regex: regexes[index % regexes.length]?.(index) ?? '' } };
}

/** With a plain beginning and without one. */
const regexes = [
  (index: number) => `/users/${index}/[a-z0-9]+`,
  (index: number) => `/[^/]+/orders-${index}/[0-9]+`,
  (index: number) => `.*/picture-${index}\\.(jpg|png)`,
  (index: number) => `/(mobile|web)/app-${index}(/.*)?`,
];
const examples = [
  (index: number) => `/users/${index}/jo${index}`,
  (index: number) => `/de/orders-${index}/${index * 3}`,
  (index: number) => `/cdn/a/picture-${index}.jpg`,
  (index: number) => `/web/app-${index}/start`,
];

function requestPath(index: number): string {
  const kind = index % 10;
  if (kind < 3) return `/shop/${index % 97}/item-${index}`;
  if (kind < 8) return `/api/${index % 89}/service-${index}/list`;
  return examples[index % examples.length]?.(index) ?? '/';
}

function conditionOf(index: number): RouteMatch {
  if (index % 3 !== 0) return {};
  return index % 2 === 0
    ? { headers: [{ name: 'x-team', stringMatch: { exact: `team-${index % 7}` } }] }
    : { queryParameters: [{ name: 'page', stringMatch: { exact: `${index % 5}` } }] };
}
