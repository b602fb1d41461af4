import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { HTTPMatchRequest } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { isDnsLabel } from './dns-names.ts';
import { gatewayNameProblems } from './gateway-name-problems.ts';
import { labelProblems } from './label-problems.ts';
import { matchPortProblems } from './port-problems.ts';
import { regexMatchProblems, stringMatchProblems } from './string-match-problems.ts';

/** What Istio refuses in one match entry (checks.md A.2, vs.go:validateHTTPRouteMatchRequest). Its remarks on gateways get lost on the way (A.10 Q1). */
export function* httpMatchProblems(match: HTTPMatchRequest, path: YamlPath): Problems {
  const { headers, withoutHeaders, queryParams, sourceNamespace } = match;
  for (const [name, value] of Object.entries(headers ?? {})) {
    yield* headerNameProblems(name, [...path, 'headers', name]);
    yield* stringMatchProblems(value, [...path, 'headers', name]);
  }
  for (const [name, value] of Object.entries(withoutHeaders ?? {})) {
    yield* headerNameProblems(name, [...path, 'withoutHeaders', name]);
    // `*` is no regular expression here but means presence.
    if (value.regex !== '*') yield* stringMatchProblems(value, [...path, 'withoutHeaders', name]);
  }
  for (const [name, value] of Object.entries(queryParams ?? {}))
    yield* stringMatchProblems(value, [...path, 'queryParams', name]);
  yield* regexMatchProblems(match.uri, [...path, 'uri']);
  for (const field of ['scheme', 'method', 'authority'] as const)
    yield* stringMatchProblems(match[field], [...path, field]);
  yield* matchPortProblems(match.port, [...path, 'port']);
  yield* labelProblems(match.sourceLabels, [...path, 'sourceLabels']);
  for (const problem of gatewayNameProblems(match.gateways, [...path, 'gateways']))
    if (problem.severity === 'error') yield problem;
  if (sourceNamespace && !isDnsLabel(sourceNamespace)) {
    const message = `\`${sourceNamespace}\` is no name of a namespace.`;
    yield refusal('webhook.namespace', [...path, 'sourceNamespace'], message);
  }
}

/** Whether a header's name asks for a claim of a JWT: `@request.auth.claims.a` or `@request.auth.claims[a][b]` (pkg/jwt/routing.go:ToRoutingClaim). */
export function isClaimName(name: string): boolean {
  return /^@request\.auth\.claims(?:\..|\[.+\]$)/is.test(name);
}

const headerName = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const pseudoHeaders: ReadonlySet<string> = new Set([':method', ':scheme', ':authority', ':path', ':status']);

/** Whether a text can be the name of a header (RFC 7230). */
export function isHeaderName(name: string): boolean {
  return headerName.test(name);
}

function* headerNameProblems(name: string, path: YamlPath): Problems {
  if (isHeaderName(name) || pseudoHeaders.has(name) || isClaimName(name)) return;
  const message = name === '' ? 'A header needs a name.' : `\`${name}\` is no name of a header.`;
  yield { ...refusal('webhook.header-name', path, message), at: 'key' };
}
