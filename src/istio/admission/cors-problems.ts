import type { YamlPath } from '../../yaml/yaml-path.ts';
import { parseDuration } from '../duration.ts';
import type { CorsPolicy } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { durationProblems } from './duration-problems.ts';
import { isHeaderName } from './http-match-problems.ts';
import { regexMatchProblems } from './string-match-problems.ts';

const methods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  '*',
]);

/** A CORS policy that Istio refuses (checks.md R-43..R-46, val.go:validateCORSPolicy). */
export function* corsProblems(policy: CorsPolicy | undefined, path: YamlPath): Problems {
  const refuse = (place: YamlPath, message: string) => refusal('webhook.cors', [...path, ...place], message);
  for (const [index, origin] of (policy?.allowOrigins ?? []).entries()) {
    const { exact, prefix, regex } = origin;
    if (!exact && !prefix && !regex)
      yield refuse(['allowOrigins', index], 'An origin needs `exact`, `prefix` or `regex`, not empty.');
    else yield* regexMatchProblems(origin, [...path, 'allowOrigins', index]);
  }
  for (const [index, method] of (policy?.allowMethods ?? []).entries())
    if (!methods.has(method)) yield refuse(['allowMethods', index], `\`${method}\` is no HTTP method such as \`GET\`.`);
  for (const field of ['allowHeaders', 'exposeHeaders'] as const)
    for (const [index, name] of (policy?.[field] ?? []).entries())
      if (!isHeaderName(name)) yield refuse([field, index], `\`${name}\` is no name of a header.`);
  const fraction = (parseDuration(policy?.maxAge ?? '') ?? 0) % 1e9;
  if (fraction > 0) yield refuse(['maxAge'], '`maxAge` counts whole seconds.');
  else yield* durationProblems(policy?.maxAge, [...path, 'maxAge']);
}
