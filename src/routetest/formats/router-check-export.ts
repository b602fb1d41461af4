import { clusterName } from '../../pilot/cluster-name.ts';
import { hostAndHeaders, splitUrl } from '../../pilot/split-url.ts';
import type { Expectation, RouteTest } from '../route-test.ts';
import { lostFields, type Exported, type ExportedTest } from './exported-tests.ts';

/**
 * Tests as Envoy's router check tool reads them (test/tools/router_check/validation.proto). A test of which it can say nothing is left out, since
 * it asks for at least one assertion.
 */
export function exportRouterCheck(exported: readonly ExportedTest[]): Exported {
  const lost: string[] = [];
  const tests = exported.flatMap(({ test }) => {
    const { validate, said } = validateOf(test.expect);
    const sentence = lostFields(test.name, test.expect, said);
    if (sentence !== null) lost.push(sentence);
    return Object.keys(validate).length > 0 ? [{ test_name: test.name, input: inputOf(test), validate }] : [];
  });
  return { value: { tests }, lost };
}

function inputOf({ request }: RouteTest) {
  const { scheme, path } = splitUrl(request.url);
  const { host, headers } = hostAndHeaders(request);
  return {
    authority: host,
    path,
    method: request.method,
    ...(scheme === 'https' && { ssl: true }),
    ...(headers.length > 0 && { additional_request_headers: headers.map(([key, value]) => ({ key, value })) }),
  };
}

function validateOf({ destinations, virtualHost, upstream, response, status }: Expectation) {
  const cluster = destinations && clusterOf(destinations);
  const { location, ...responseHeaders } = response?.headers ?? {};
  const { path, authority, method } = upstream ?? {};
  const request = [
    ...(method === undefined ? [] : [exactly(':method', method)]),
    ...matchesOf(upstream?.headers ?? {}, upstream?.absentHeaders ?? []),
  ];
  const answer = matchesOf(responseHeaders, response?.absentHeaders ?? []);
  const redirects = location !== undefined && status !== undefined;
  const validate = {
    ...(cluster !== undefined && { cluster_name: cluster }),
    // The tool names the virtual host only where a cluster answers.
    ...(virtualHost !== undefined && cluster && { virtual_host_name: virtualHost }),
    ...(authority !== undefined && { host_rewrite: authority }),
    ...(path !== undefined && { path_rewrite: path }),
    ...(location !== undefined && { path_redirect: location }),
    ...(redirects && { code_redirect: status }),
    ...(request.length > 0 && { request_header_matches: request }),
    ...(answer.length > 0 && { response_header_matches: answer }),
  };
  const said = [
    ...(cluster === undefined ? [] : ['destinations']),
    ...(cluster ? ['virtualHost'] : []),
    ...(redirects ? ['status'] : []),
    'upstream',
    'response',
  ];
  return { validate, said };
}

/** The cluster of a lone destination with a port; "" where none is reached; undefined where several may be drawn or the port is open. */
function clusterOf(destinations: NonNullable<Expectation['destinations']>): string | undefined {
  const [first, ...others] = destinations;
  if (!first) return '';
  if (others.length > 0) return undefined;
  const { host, port, subset = '' } = first;
  return port === undefined ? undefined : clusterName({ host, port, subset });
}

function matchesOf(headers: Readonly<Record<string, string>>, absent: readonly string[]) {
  return [
    ...Object.entries(headers).map(([name, value]) => exactly(name, value)),
    ...absent.map((name) => ({ name, present_match: true, invert_match: true })),
  ];
}

function exactly(name: string, exact: string) {
  return { name, string_match: { exact } };
}
