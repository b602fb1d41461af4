import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { HTTPMatchRequest, HTTPRedirect } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { isPort } from './port-problems.ts';

/** A redirect that Istio refuses (checks.md R-23..R-28, val.go:validateHTTPRedirect). */
export function* redirectProblems(
  redirect: HTTPRedirect | undefined,
  matches: readonly HTTPMatchRequest[] | undefined,
  path: YamlPath,
): Problems {
  if (!redirect) return;
  const { uri, prefixRewrite, authority, scheme, port, derivePort, redirectCode } = redirect;
  const refuse = (field: readonly string[], message: string) =>
    refusal('webhook.redirect', [...path, ...field], message);
  if (uri && prefixRewrite) yield refuse([], 'A redirect has only one of `uri` and `prefixRewrite`.');
  if (prefixRewrite && matches?.some(({ uri }) => uri && uri.prefix === undefined))
    yield refuse(['prefixRewrite'], '`prefixRewrite` needs every `uri` of the match to be a `prefix`.');
  if (!uri && !prefixRewrite && !authority && !scheme && port === undefined && derivePort === undefined)
    yield refuse([], 'A redirect needs a `uri`, `prefixRewrite`, `authority`, `scheme` or port.');
  if (redirectCode && (redirectCode < 300 || redirectCode > 399))
    yield refuse(['redirectCode'], `A redirect answers with a status of 300 to 399, not ${redirectCode}.`);
  if (scheme && scheme !== 'http' && scheme !== 'https')
    yield refuse(['scheme'], 'The scheme of a redirect is `http` or `https`.');
  if (port && !isPort(port)) yield refuse(['port'], `A port is a number from 1 to 65535, not ${port}.`);
}
