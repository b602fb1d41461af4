import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { HeaderOperations, Headers } from '../virtual-service.ts';
import { refusal, type Problems } from './admission-problem.ts';
import { headerValueProblem } from './header-value-problem.ts';

/** Header operations that Istio refuses, of a route or of one destination (checks.md A.4). Only requests can have their authority written. */
export function* headerOperationProblems(headers: Headers | undefined, path: YamlPath): Problems {
  yield* operationProblems(headers?.request, [...path, 'request'], isAuthorityHeader);
  yield* operationProblems(headers?.response, [...path, 'response'], () => false);
}

/** Whether a header's name means the request's authority. */
export function isAuthorityHeader(name: string): boolean {
  return name.toLowerCase() === ':authority' || name.toLowerCase() === 'host';
}

function* operationProblems(
  operations: HeaderOperations | undefined,
  path: YamlPath,
  isExempt: (name: string) => boolean,
): Problems {
  for (const operation of ['set', 'add'] as const) {
    for (const [name, value] of Object.entries(operations?.[operation] ?? {})) {
      const place = [...path, operation, name];
      const nameProblem = isExempt(name) ? null : headerNameProblem(name);
      if (nameProblem) yield { ...refusal('webhook.header-name', place, nameProblem), at: 'key' };
      const valueProblem = headerValueProblem(value);
      if (valueProblem) yield refusal('webhook.header-value', place, valueProblem);
    }
  }
  for (const [index, name] of (operations?.remove ?? []).entries()) {
    const problem = headerNameProblem(name);
    if (problem) yield refusal('webhook.header-name', [...path, 'remove', index], problem);
  }
}

function headerNameProblem(name: string): string | null {
  if (name === '') return 'A header needs a name.';
  if (name.toLowerCase() === 'host') return 'The header `host` cannot be changed here.';
  return name.startsWith(':') ? `\`${name}\` cannot be changed here: it is no header of its own.` : null;
}
