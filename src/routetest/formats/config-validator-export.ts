import type { HTTPRoute } from '../../istio/virtual-service.ts';
import { PASSTHROUGH_CLUSTER } from '../../pilot/cluster-name.ts';
import { hostAndHeaders, splitUrl } from '../../pilot/split-url.ts';
import type { Expectation, RouteTest } from '../route-test.ts';
import { lostFields, type Exported, type ExportedTest } from './exported-tests.ts';

const ruleFields = ['route', 'redirect', 'rewrite', 'fault', 'headers', 'delegate'] as const;

/**
 * Tests as istio-config-validator reads them. It compares with what stands in the VirtualService, word for word, so where the winning rule is known
 * its own words are taken; it knows no caller, no port of the request, no query, and nothing of what Envoy answers.
 */
export function exportConfigValidator(tests: readonly ExportedTest[]): Exported {
  const lost: string[] = [];
  const testCases = tests.flatMap(({ test, rule }) => {
    const { not, ...expect } = test.expect;
    const positive = wordsOf(expect, rule);
    const negative = wordsOf(not ?? {}, null);
    lost.push(...lostOf(test, expect, positive));
    if (Object.keys(positive).length + Object.keys(negative).length === 0) return [];
    return [
      ...(Object.keys(positive).length > 0 ? [testCaseOf(test, true, positive)] : []),
      ...(Object.keys(negative).length > 0 ? [testCaseOf(test, false, negative)] : []),
    ];
  });
  return { value: { testCases }, lost };
}

function testCaseOf(test: RouteTest, wantMatch: boolean, words: Readonly<Record<string, unknown>>) {
  const { path } = splitUrl(test.request.url);
  const { host, headers } = hostAndHeaders(test.request);
  return {
    description: test.name,
    wantMatch,
    request: {
      authority: [host.replace(/:\d+$/, '')],
      method: [test.request.method],
      uri: [path.replace(/[?#].*$/s, '')],
      ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    },
    ...words,
  };
}

/** What the format can say of an expectation. */
function wordsOf(expect: Expectation, rule: HTTPRoute | null): Readonly<Record<string, unknown>> {
  const written = rule ?? {};
  const reached = expect.destinations?.filter(({ host }) => host !== PASSTHROUGH_CLUSTER) ?? [];
  const route = written.route ?? reached.map(routeOf);
  return {
    ...(reached.length > 0 && { route }),
    ...(expect.response?.headers?.['location'] !== undefined && written.redirect && { redirect: written.redirect }),
    ...(expect.upstream && written.rewrite && { rewrite: written.rewrite }),
    ...(expect.upstream?.headers && written.headers && { headers: written.headers }),
    ...(expect.fault && written.fault && { fault: written.fault }),
    ...Object.fromEntries(
      ruleFields.flatMap((field) => {
        const value = expect.rule?.[field];
        return value === undefined ? [] : [[field, value]];
      }),
    ),
  };
}

type Destination = NonNullable<Expectation['destinations']>[number];

function routeOf({ host, port, subset, weight }: Destination) {
  return {
    destination: {
      host,
      ...(subset !== undefined && { subset }),
      ...(port !== undefined && { port: { number: port } }),
    },
    ...(weight !== undefined && weight !== 100 && { weight }),
  };
}

function lostOf({ name, request }: RouteTest, expect: Expectation, words: Readonly<Record<string, unknown>>): string[] {
  const said = [
    ...('route' in words ? ['destinations'] : []),
    ...('fault' in words ? ['fault'] : []),
    ...('redirect' in words ? ['response', 'status'] : []),
    ...('rewrite' in words || 'headers' in words ? ['upstream'] : []),
    ...(Object.keys(expect.rule ?? {}).every((field) => field in words) ? ['rule'] : []),
  ];
  const { authority, path } = splitUrl(request.url);
  const port = /:\d+$/.test(authority) ? [`${name}: the port of the request cannot be said there.`] : [];
  const query = path.includes('?') ? [`${name}: the query cannot be said there.`] : [];
  const names = request.headers.map(([header]) => header.toLowerCase());
  const repeated = new Set(names).size < names.length ? [`${name}: a header cannot repeat there.`] : [];
  return [...[lostFields(name, expect, said)].filter((sentence) => sentence !== null), ...port, ...query, ...repeated];
}
